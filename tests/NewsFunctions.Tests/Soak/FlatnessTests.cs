using NewsFunctions.Benchmarks.Soak;

namespace NewsFunctions.Tests.Soak;

/// <summary>Judges made-up series of the length that a soak of ten minutes has.</summary>
public sealed class FlatnessTests
{
    private const int Samples = 120;
    private static readonly GrowthLimit Memory = new(0.1, 20);

    [Fact]
    public void Noise_around_a_level_is_flat() => Assert.True(Judge(at => 200 + Noise(at, 30)).IsFlat);

    [Fact]
    public void Sawtooth_of_the_garbage_collector_is_flat() => Assert.True(Judge(at => 150 + (at % 11 * 10)).IsFlat);

    [Fact]
    public void Steady_leak_is_not_flat()
    {
        Flatness judged = Judge(at => 200 + at + Noise(at, 30));

        Assert.False(judged.IsFlat);
        Assert.InRange(judged.Growth, 60, 85);
    }

    [Fact]
    public void Leak_below_a_sawtooth_is_not_flat() => Assert.False(Judge(at => 150 + (at % 11 * 10) + at).IsFlat);

    [Fact]
    public void Growth_during_the_warm_up_is_flat() => Assert.True(Judge(at => 200 + (10 * Math.Min(at, 20))).IsFlat);

    [Fact]
    public void Step_after_the_warm_up_is_not_flat() => Assert.False(Judge(at => at < 70 ? 200 : 250).IsFlat);

    [Fact]
    public void Step_back_is_flat() => Assert.True(Judge(at => at < 70 ? 250 : 200).IsFlat);

    [Fact]
    public void Single_spikes_are_flat() => Assert.True(Judge(at => at % 10 == 9 ? 2_000 : 200).IsFlat);

    [Theory]
    [InlineData(39, true)]
    [InlineData(41, false)]
    public void Growth_is_compared_with_share_and_amount(double growth, bool isFlat) =>
        Assert.Equal(isFlat, Judge(at => at < 60 ? 200 : 200 + growth).IsFlat);

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    public void Series_that_is_too_high_from_the_start_is_not_flat(double value, bool isFlat) =>
        Assert.Equal(isFlat, Judge(_ => value, new GrowthLimit(0, 3, MaxEnd: 15)).IsFlat);

    [Fact]
    public void Samples_without_a_value_are_left_out() => Assert.False(Judge(at => at % 3 == 0 ? double.NaN : 200 + at).IsFlat);

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Eight_values_after_the_warm_up_are_enough(int values, bool isJudged) =>
        Assert.Equal(isJudged, Flatness.Of([double.NaN, double.NaN, .. Enumerable.Repeat(200.0, values)], Memory) is not null);

    private static Flatness Judge(Func<int, double> value, GrowthLimit? limit = null) =>
        Flatness.Of([.. Enumerable.Range(0, Samples).Select(value)], limit ?? Memory)!;

    /// <summary>Returns a number from 0 to a bound that jumps from sample to sample, the same in each run.</summary>
    private static double Noise(int at, int bound) => at * 7_919 % 101 * bound / 100.0;
}
