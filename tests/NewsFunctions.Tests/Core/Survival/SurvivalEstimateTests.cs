using NewsFunctions.Core.Survival;

namespace NewsFunctions.Tests.Core.Survival;

public sealed class SurvivalEstimateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Median_of_simulated_links_is_the_true_one(int seed)
    {
        SurvivalCurve curve = SurvivalEstimate.Curve(SimulatedLives.Sample(20_000, youngest: 0, oldest: 14, hosts: 12, seed))!;

        AgeReached half = curve.AgeAt(0.5)!;
        Assert.InRange(half.Months / 12, SimulatedLives.MedianYears - 0.3, SimulatedLives.MedianYears + 0.3);
        Assert.All([1, 2, 4, 6, 10, 12], years => Assert.InRange(curve.AliveAt(12 * years), SimulatedLives.Alive(years) - 0.03, SimulatedLives.Alive(years) + 0.03));
    }

    [Fact]
    public void Half_life_of_one_year_lies_within_its_interval()
    {
        SurvivalCurve curve = SurvivalEstimate.Curve(SimulatedLives.Sample(5_000, youngest: 9.5, oldest: 10.5, hosts: 12, seed: 1))!;

        AgeReached half = curve.AgeAt(0.5)!;

        Assert.InRange(SimulatedLives.MedianYears * 12, half.AfterMonths, half.ByMonths);
        Assert.Equal(0, half.AfterMonths);
        Assert.All([10, 11], years => Assert.InRange(curve.AliveAt(12 * years), SimulatedLives.Alive(years) - 0.03, SimulatedLives.Alive(years) + 0.03));
        Assert.True(curve.IsDrawn(48));
    }

    [Fact]
    public void Ages_without_observations_are_interpolated_linearly()
    {
        SurvivalSample sample = SimulatedLives.Sample(3_000, youngest: 0, oldest: 1, hosts: 12, seed: 1);
        sample.Add(SimulatedLives.Sample(3_000, youngest: 9.5, oldest: 10.5, hosts: 12, seed: 2));

        SurvivalCurve curve = SurvivalEstimate.Curve(sample)!;

        AgeReached half = curve.AgeAt(0.5)!;
        Assert.InRange(SimulatedLives.MedianYears * 12, half.AfterMonths, half.ByMonths);
        Assert.All([2, 4, 6, 8, 10], years => Assert.InRange(curve.AliveAt(12 * years), SimulatedLives.Alive(years) - 0.06, SimulatedLives.Alive(years) + 0.06));
    }

    [Fact]
    public void Observed_deaths_keep_their_age()
    {
        SurvivalSample sample = new();
        sample.Add("host", new AgeInterval(42, 44), 20);
        sample.Add("host", new AgeInterval(0, 44), 10);
        sample.Add("host", new AgeInterval(60, null), 20);

        Assert.Equal(1, SurvivalEstimate.Curve(sample)!.AliveAt(42), 6);
    }

    [Fact]
    public void Band_holds_the_true_curve_at_nearly_every_age()
    {
        int[] ages = [.. Enumerable.Range(1, 12).Select(years => 12 * years)];
        int held = 0;
        for (int seed = 1; seed <= 5; seed++)
        {
            (SurvivalCurve curve, SurvivalBand band) = SurvivalEstimate.CurveWithBand(SimulatedLives.Sample(1_500, youngest: 0, oldest: 14, hosts: 30, seed))!.Value;
            Assert.Equal(ResampledUnit.Hosts, band.Unit);
            Assert.All(ages, age => Assert.InRange(curve.AliveAt(age), band.Low[age], band.High[age]));
            held += ages.Count(age => band.Low[age] <= SimulatedLives.Alive(age / 12.0) && SimulatedLives.Alive(age / 12.0) <= band.High[age]);
        }

        Assert.InRange(held, 50, 60);
    }

    [Fact]
    public void Same_links_give_the_same_band()
    {
        SurvivalBand one = SurvivalEstimate.CurveWithBand(SimulatedLives.Sample(500, 0, 10, hosts: 10, seed: 4))!.Value.Band;
        SurvivalBand other = SurvivalEstimate.CurveWithBand(SimulatedLives.Sample(500, 0, 10, hosts: 10, seed: 4))!.Value.Band;

        Assert.Equal(one.Low, other.Low);
        Assert.Equal(one.High, other.High);
    }

    [Fact]
    public void Hosts_that_differ_widen_the_band()
    {
        SurvivalSample alike = new();
        SurvivalSample different = new();
        for (int host = 0; host < 10; host++)
        {
            alike.Add($"host{host}", new AgeInterval(20, 22), 20);
            alike.Add($"host{host}", new AgeInterval(40, null), 20);
            different.Add($"host{host}", host % 2 == 0 ? new AgeInterval(20, 22) : new AgeInterval(40, null), 40);
        }

        Assert.Equal(0, Width(alike), 6);
        Assert.InRange(Width(different), 0.4, 0.9);
    }

    [Fact]
    public void Links_are_resampled_if_there_are_fewer_than_five_hosts()
    {
        (_, SurvivalBand band) = SurvivalEstimate.CurveWithBand(SimulatedLives.Sample(400, 0, 10, hosts: 4, seed: 1))!.Value;

        Assert.Equal(ResampledUnit.Links, band.Unit);
        Assert.InRange(band.High[60] - band.Low[60], 0.03, 0.3);
    }

    [Theory]
    [InlineData(29, 5, false)]
    [InlineData(30, 4, false)]
    [InlineData(30, 5, true)]
    public void Curve_needs_thirty_links_and_five_deaths(int links, int deaths, bool isShown)
    {
        SurvivalSample sample = new();
        sample.Add("host", new AgeInterval(3, 5), deaths);
        sample.Add("host", new AgeInterval(9, null), links - deaths);
        sample.Add("host", new AgeInterval(0, null), 100);

        Assert.Equal((links, deaths), (sample.Links, sample.Deaths));
        Assert.Equal(isShown, SurvivalEstimate.Curve(sample) is not null);
        Assert.Equal(isShown, SurvivalEstimate.CurveWithBand(sample) is not null);
    }

    [Fact]
    public void Median_that_is_not_reached_is_unknown()
    {
        SurvivalSample sample = new();
        sample.Add("host", new AgeInterval(3, 5), 10);
        sample.Add("host", new AgeInterval(9, null), 30);
        SurvivalCurve curve = SurvivalEstimate.Curve(sample)!;

        Assert.Null(curve.AgeAt(0.5));
        Assert.Equal((3, 5, 5.0), (curve.AgeAt(0.25)!.AfterMonths, curve.AgeAt(0.25)!.ByMonths, Math.Round(curve.AgeAt(0.25)!.Months, 3)));
        Assert.Equal((9, 1.0, 0.75), (curve.LastMonth, curve.AliveAt(3), Math.Round(curve.AliveAt(9), 6)));
        Assert.Equal(0.875, curve.AliveAt(4), 6);
    }

    [Fact]
    public void Links_that_are_alive_do_not_die_with_the_oldest_one()
    {
        SurvivalSample sample = new();
        sample.Add("host", new AgeInterval(30, 31), 5);
        sample.Add("host", new AgeInterval(119, null), 30);
        sample.Add("host", new AgeInterval(119, 120), 1);

        SurvivalCurve curve = SurvivalEstimate.Curve(sample)!;

        Assert.Equal((119, 0.861), (curve.LastMonth, Math.Round(curve.AliveAt(119), 3)));
        Assert.Null(curve.AgeAt(0.5));
    }

    private static double Width(SurvivalSample sample)
    {
        SurvivalBand band = SurvivalEstimate.CurveWithBand(sample)!.Value.Band;
        return band.High[30] - band.Low[30];
    }
}
