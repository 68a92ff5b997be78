using Azure.Data.Tables;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Tests.Storage.Rows;

public sealed class ColumnsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(31_999)]
    [InlineData(32_000)]
    [InlineData(32_001)]
    [InlineData(100_000)]
    public void A_long_text_is_split_and_joined(int length)
    {
        string text = new('x', length);
        TableEntity entity = new("p", "r");

        entity.SetLongText("Text", text);

        Assert.Equal(text, entity.LongText("Text"));
        Assert.All(entity.Select(column => column.Value).OfType<string>(), part => Assert.True(part.Length <= 32_000));
    }

    [Fact]
    public void A_surrogate_pair_is_never_split()
    {
        string text = "x" + string.Concat(Enumerable.Repeat("😀", 40_000));

        string[] parts = [.. Columns.Split(text)];

        Assert.Equal(text, string.Concat(parts));
        Assert.Equal(31_999, parts[0].Length);
        Assert.All(parts, part => Assert.False(char.IsHighSurrogate(part[^1]) || char.IsLowSurrogate(part[0])));
    }

    [Fact]
    public void Unpaired_surrogate_becomes_the_replacement_character()
    {
        TableEntity entity = new("p", "r");
        entity.SetText("Text", "a\ud83db");
        Assert.Equal("a\ufffdb", entity.Text("Text"));
    }

    [Fact]
    public void Null_survives_a_merge_over_a_value()
    {
        TableEntity entity = new("p", "r");
        entity.SetTime("Time", null);
        entity.SetText("Text", null);
        entity.SetNumber("Number", null);
        entity.SetLocalTime("Local", null);

        Assert.All(entity.Where(column => column.Key is not ("PartitionKey" or "RowKey")), column => Assert.NotNull(column.Value));
        Assert.Null(entity.Time("Time"));
        Assert.Null(entity.Text("Text"));
        Assert.Null(entity.Number("Number"));
        Assert.Null(entity.LocalTime("Local"));
    }

    [Fact]
    public void A_local_time_keeps_its_offset()
    {
        DateTimeOffset time = new(2016, 3, 11, 16, 23, 23, new TimeSpan(3, 30, 0));
        TableEntity entity = new("p", "r");
        entity.SetLocalTime("Published", time);
        Assert.True(time.EqualsExact(entity.LocalTime("Published")!.Value));
        Assert.Equal(TimeSpan.Zero, entity.Time("Published")!.Value.Offset);
    }
}
