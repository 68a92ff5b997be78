using Azure.Data.Tables;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Tests.Storage.Rows;

public sealed class SizeTests
{
    [Fact]
    public void Entity_size_follows_the_formula_of_the_service()
    {
        TableEntity entity = new("pp", "rrr") { ["Text"] = "abcd", ["Number"] = 1, ["Long"] = 1L, ["Flag"] = true, ["Bytes"] = new byte[7] };

        long expected = 4 + (2 * 5)
            + (8 + (2 * 4) + 4 + (2 * 4))
            + (8 + (2 * 6) + 4)
            + (8 + (2 * 4) + 8)
            + (8 + (2 * 4) + 1)
            + (8 + (2 * 5) + 4 + 7);
        Assert.Equal(expected, EntitySize.Stored(entity));
    }

    [Theory]
    [InlineData("plain text")]
    [InlineData("متن فارسی")]
    [InlineData("\"<&'+`\u0001😀")]
    public void Size_on_the_wire_is_an_upper_bound(string text)
    {
        TableEntity with = new("p", "r") { ["Text"] = text };
        TableEntity without = new("p", "r") { ["Text"] = "" };

        long bound = EntitySize.OnWire(with) - EntitySize.OnWire(without);

        Assert.True(bound >= System.Text.Json.JsonSerializer.Serialize(text).Length - 2);
    }

    [Fact]
    public void A_transaction_closes_at_a_hundred_entities()
    {
        var actions = Enumerable.Range(0, 201).Select(i => TableTransactions.Add(new TableEntity("p", $"{i}")));
        Assert.Equal([100, 100, 1], TableTransactions.Cut(actions).Select(transaction => transaction.Count));
    }

    [Fact]
    public void A_transaction_closes_at_three_megabytes()
    {
        var actions = Enumerable.Range(0, 10).Select(i => TableTransactions.Add(Large(i, 'x', 400_000)));
        Assert.All(
            TableTransactions.Cut(actions),
            transaction => Assert.True(transaction.Sum(action => EntitySize.OnWire((TableEntity)action.Entity)) <= 3_000_000));

        // Letters are escaped on the wire: 600,000 bytes in the table are 1.8 MB in the request.
        Assert.Equal([1, 1, 1], TableTransactions.Cut(Enumerable.Range(0, 3).Select(i => TableTransactions.Add(Large(i, 'ن', 300_000)))).Select(t => t.Count));
    }

    [Fact]
    public void Related_actions_stay_in_one_transaction()
    {
        var cut = TableTransactions.Cut([60, 30, 30, 120, 5], group => group, _ => 1);
        Assert.Equal([[60, 30], [30], [120], [5]], cut.Select(transaction => transaction.ToArray()));
    }

    [Fact]
    public void Entity_that_Azure_would_reject_is_rejected() =>
        Assert.Contains("1 MiB", Assert.Throws<RowTooLargeException>(() => TableTransactions.Checked(Large(1, 'x', 530_000))).Message, StringComparison.Ordinal);

    private static TableEntity Large(int number, char letter, int length)
    {
        TableEntity entity = new("p", $"{number}");
        entity.SetLongText("Text", new string(letter, length));
        return entity;
    }
}
