using System.Runtime.CompilerServices;

namespace NewsFunctions.Fuzzing;

/// <summary>Thrown if something does not hold that must hold for all bytes.</summary>
public sealed class InvariantBrokenException : Exception
{
    public InvariantBrokenException()
    {
    }

    public InvariantBrokenException(string message)
        : base(message)
    {
    }

    public InvariantBrokenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

internal static class Invariant
{
    public static void Holds(bool condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        if (!condition)
        {
            throw new InvariantBrokenException($"Does not hold: {what}");
        }
    }

    public static void AreEqual(string expected, string actual, string what)
    {
        if (expected != actual)
        {
            int at = expected.AsSpan().CommonPrefixLength(actual);
            throw new InvariantBrokenException($"{what}, from character {at}:\n  {Excerpt(expected, at)}\n  {Excerpt(actual, at)}");
        }
    }

    private static string Excerpt(string text, int at) => text.Substring(Math.Max(at - 60, 0), Math.Min(text.Length - Math.Max(at - 60, 0), 200));
}
