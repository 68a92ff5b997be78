using NewsFunctions.Benchmarks.Cost;

namespace NewsFunctions.Tests.Cost;

public sealed class CostPageTests
{
    private static readonly CostPrices Prices = CostPrices.Parse(Repository.Read("docs", "prices.json"));
    private static readonly CostMeasurement Measured = CostMeasurement.Parse(Repository.Read("bench", "data", "cost.json"));

    [Fact]
    public void Page_matches_prices_and_measurement()
    {
        string page = Repository.Read("docs", "cost.md");

        // If this fails, run `bench/run cost tables` to rewrite the page.
        Assert.Equal(CostPage.Update(page, Prices, Measured), page);
    }

    [Fact]
    public void Telemetry_of_checks_costs_at_most_a_quarter_of_the_rest() =>
        Assert.InRange(CostModel.TelemetryShare(CostModel.Checks(Measured), Prices), 0, 0.25);

    [Fact]
    public void Every_price_has_region_date_and_source()
    {
        Assert.NotEmpty(Prices.Region);
        Assert.All(Prices.Prices, price =>
        {
            Assert.True(price.Figure > 0 && price.Per > 0, price.Key);
            Assert.InRange(price.Date, new DateOnly(2026, 1, 1), DateOnly.MaxValue);
            Assert.NotEmpty(price.Source);
        });
    }

    [Fact]
    public void Price_older_than_a_year_is_named()
    {
        CostPrices prices = Prices with { Prices = [Price(new DateOnly(2025, 11, 29)), Price(new DateOnly(2025, 11, 30))] };

        string warning = Assert.Single(prices.Warnings(new DateOnly(2026, 11, 30)));
        Assert.Contains("2025-11-29", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Cost_is_figure_times_quantity() =>
        Assert.Equal(0.36, (Prices with { Prices = [Price(new DateOnly(2026, 1, 1))] }).Of("a", 10_000_000), precision: 9);

    [Fact]
    public void Page_without_a_marker_is_rejected() =>
        Assert.Throws<InvalidDataException>(() => CostPage.Update("# Nothing\n", Prices, Measured));

    private static Price Price(DateOnly date) => new("a", "something", 0.00036, "10,000", 10_000, date, "somewhere", Confirmed: true);
}
