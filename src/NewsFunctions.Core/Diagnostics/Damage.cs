namespace NewsFunctions.Core.Diagnostics;

/// <summary>How much of an article, or of all articles of a dump, is missing.</summary>
/// <param name="BytesDeclared">Bytes that PHP declared for the related blocks; 0 without a block.</param>
/// <param name="BytesThere">Bytes of them that are there.</param>
/// <param name="ItemsKept">Related items kept.</param>
/// <param name="ItemsLost">Related items that are there in part, or beyond the most that an article keeps.</param>
public sealed record Damage(long BytesDeclared, long BytesThere, long ItemsKept, long ItemsLost)
{
    public static Damage None { get; } = new(0, 0, 0, 0);

    /// <summary>0 for an intact text to 1 for one of which nothing is left: the larger of the share of the declared bytes by which the
    /// bytes that are there differ, and the share of items that is lost; four decimals.</summary>
    public double Score => Math.Round(
        Math.Max(
            Share(Math.Abs((double)BytesDeclared - BytesThere), Math.Max(BytesDeclared, BytesThere)),
            Share(ItemsLost, (double)ItemsKept + ItemsLost)),
        4);

    public static Damage operator +(Damage one, Damage other) => Add(one, other);

    public static Damage Add(Damage one, Damage other) => new(
        Saturated(one.BytesDeclared, other.BytesDeclared),
        one.BytesThere + other.BytesThere,
        one.ItemsKept + other.ItemsKept,
        one.ItemsLost + other.ItemsLost);

    /// <summary>The sum of two counts, of which a block may declare any.</summary>
    internal static long Saturated(long one, long other) => one > long.MaxValue - other ? long.MaxValue : one + other;

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
