using System.Collections;
using System.Collections.ObjectModel;
using System.Data.Common;

namespace NewsFunctions.Archive.Exports;

/// <summary>Feeds rows to the CSV writer, which reads them like a database result: forwards, each column as text.</summary>
internal sealed class RowDataReader<TRow>(
    IAsyncEnumerable<TRow> rows, IReadOnlyList<ExportColumn<TRow>> columns, CancellationToken cancellationToken) : DbDataReader, IDbColumnSchemaGenerator
{
    private readonly IAsyncEnumerator<TRow> _rows = rows.GetAsyncEnumerator(cancellationToken);
    private readonly string?[] _cells = new string?[columns.Count];

    public long RowsRead { get; private set; }

    public override int FieldCount => columns.Count;

    public override bool HasRows => throw OnlyForwards();

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override int Depth => 0;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await _rows.MoveNextAsync())
        {
            return false;
        }

        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i] = columns[i].Cell(_rows.Current);
        }

        RowsRead++;
        return true;
    }

    public ReadOnlyCollection<DbColumn> GetColumnSchema() =>
        new([.. columns.Select((column, ordinal) => new TextColumn(column.Name, ordinal))]);

    public override bool IsDBNull(int ordinal) => _cells[ordinal] is null;

    public override string GetString(int ordinal) => _cells[ordinal] ?? throw new InvalidCastException($"{GetName(ordinal)} is null.");

    public override object GetValue(int ordinal) => _cells[ordinal] is { } cell ? cell : DBNull.Value;

    public override string GetName(int ordinal) => columns[ordinal].Name;

    public override Type GetFieldType(int ordinal) => typeof(string);

    public override string GetDataTypeName(int ordinal) => nameof(String);

    public override int GetOrdinal(string name) => columns.Index().First(column => column.Item.Name == name).Index;

    public override int GetValues(object[] values)
    {
        int count = Math.Min(values.Length, FieldCount);
        for (int i = 0; i < count; i++)
        {
            values[i] = GetValue(i);
        }

        return count;
    }

    public override bool NextResult() => false;

    public override async ValueTask DisposeAsync()
    {
        await _rows.DisposeAsync();
        await base.DisposeAsync();
    }

    public override bool Read() => throw OnlyForwards();

    public override IEnumerator GetEnumerator() => throw OnlyForwards();

    public override bool GetBoolean(int ordinal) => throw OnlyText();

    public override byte GetByte(int ordinal) => throw OnlyText();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw OnlyText();

    public override char GetChar(int ordinal) => throw OnlyText();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw OnlyText();

    public override DateTime GetDateTime(int ordinal) => throw OnlyText();

    public override decimal GetDecimal(int ordinal) => throw OnlyText();

    public override double GetDouble(int ordinal) => throw OnlyText();

    public override float GetFloat(int ordinal) => throw OnlyText();

    public override Guid GetGuid(int ordinal) => throw OnlyText();

    public override short GetInt16(int ordinal) => throw OnlyText();

    public override int GetInt32(int ordinal) => throw OnlyText();

    public override long GetInt64(int ordinal) => throw OnlyText();

    private static NotSupportedException OnlyForwards() => new("Rows come one after another, asynchronously.");

    private static InvalidCastException OnlyText() => new("All columns are text.");

    private sealed class TextColumn : DbColumn
    {
        public TextColumn(string name, int ordinal)
        {
            ColumnName = name;
            ColumnOrdinal = ordinal;
            DataType = typeof(string);
            AllowDBNull = true;
        }
    }
}
