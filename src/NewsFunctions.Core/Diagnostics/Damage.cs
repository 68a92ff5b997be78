namespace NewsFunctions.Core.Diagnostics;

/// <summary>Says how much of an article, or of all articles of a dump, is missing.</summary>
/// <param name="BytesDeclared">Bytes that PHP declared for the related blocks; 0 without a block.</param>
/// <param name="BytesThere">Bytes of the related blocks that are present.</param>
/// <param name="ItemsKept">Related items kept.</param>
/// <param name="ItemsLost">Related items that are incomplete, or exceed the maximum that an article keeps.</param>
public sealed record Damage(long BytesDeclared, long BytesThere, long ItemsKept, long ItemsLost)
{
    public static Damage None { get; } = new(0, 0, 0, 0);

    /// <summary>The damage from 0 (intact) to 1 (nothing left). It is the larger of two shares: the difference between declared and present bytes
    /// relative to the declared bytes, and the lost items relative to all items. It is rounded to four decimals.</summary>
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

    /// <summary>Adds two counts without overflow, since a block may declare any length.</summary>
    internal static long Saturated(long one, long other) => one > long.MaxValue - other ? long.MaxValue : one + other;

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
