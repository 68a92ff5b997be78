using System.Text.Json.Serialization;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Serializes columns of the ledger.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(SeverityConverter)])]
[JsonSerializable(typeof(IReadOnlyList<DumpDiagnostic>))]
[JsonSerializable(typeof(Damage))]
[JsonSerializable(typeof(DumpProgress))]
internal sealed partial class DumpRowsJson : JsonSerializerContext
{
    /// <inheritdoc cref="ColumnJson"/>
    public static DumpRowsJson Columns => Relaxed.Context;

    // A separate class: the order of static initialisers across the files of a partial class is undefined.
    private static class Relaxed
    {
        public static readonly DumpRowsJson Context = new(ColumnJson.Relax(Default.GeneratedSerializerOptions!));
    }
}
