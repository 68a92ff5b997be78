using System.Buffers;
using System.Text;
using Azure.Data.Tables;
using NewsFunctions.Storage.Backups;

namespace NewsFunctions.Tests.Storage.Backups;

public sealed class RowJsonTests
{
    [Fact]
    public void Row_round_trips_with_types_and_values()
    {
        TableEntity row = new("site|1", "key")
        {
            ["Text"] = "خبر \"quoted\" \u2028 line\nnext \u0001",
            ["Empty"] = "",
            ["Flag"] = true,
            ["Number"] = int.MinValue,
            ["Long"] = long.MaxValue,
            ["Whole"] = 3.0,
            ["Fraction"] = 0.1,
            ["NotANumber"] = double.NaN,
            ["Infinite"] = double.NegativeInfinity,
            ["Never"] = new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero),
            ["Time"] = new DateTimeOffset(2026, 11, 30, 20, 15, 1, TimeSpan.Zero).AddTicks(1234567),
            ["Guid"] = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
            ["Bytes"] = new byte[] { 0, 255, 10 },
        };

        TableEntity read = RowJson.Read(Line(row));

        Assert.Equal(row.OrderBy(column => column.Key), read.OrderBy(column => column.Key));
        Assert.All(row, column => Assert.Equal(column.Value.GetType(), read[column.Key].GetType()));
    }

    [Fact]
    public void Row_is_one_line_that_people_can_read()
    {
        string line = Line(new TableEntity("a", "b") { ["Title"] = "بندر\n<b>", ["Checks"] = 5L });

        Assert.Equal("""{"PartitionKey":"a","RowKey":"b","Title":"بندر\n<b>","Checks@odata.type":"Edm.Int64","Checks":"5"}""" + "\n", line);
    }

    [Fact]
    public void Row_leaves_out_columns_set_by_the_service()
    {
        TableEntity row = new("a", "b") { ["odata.etag"] = "W/1", ["Timestamp"] = DateTimeOffset.UnixEpoch };

        Assert.Equal("""{"PartitionKey":"a","RowKey":"b"}""" + "\n", Line(row));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"PartitionKey":"a"}""")]
    [InlineData("""{"PartitionKey":"a","RowKey":"b","x@odata.type":"Edm.Int64","x":"many"}""")]
    [InlineData("""{"PartitionKey":"a","RowKey":"b","x@odata.type":"Edm.Int64","x":"99999999999999999999"}""")]
    [InlineData("""{"PartitionKey":"a","RowKey":"b","x@odata.type":"Edm.Colour","x":"red"}""")]
    public void Malformed_row_is_rejected(string line) => Assert.Throws<InvalidDataException>(() => RowJson.Read(line));

    private static string Line(TableEntity row)
    {
        var line = new ArrayBufferWriter<byte>();
        RowJson.Write(row, line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
