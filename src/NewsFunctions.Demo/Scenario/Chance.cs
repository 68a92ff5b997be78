using System.IO.Hashing;
using System.Text;

namespace NewsFunctions.Demo.Scenario;

/// <summary>Draws values that depend only on the seed and the subject, so that the order of drawing does not matter.</summary>
internal readonly record struct Chance(int Seed)
{
    /// <returns>At least 0, less than 1.</returns>
    public double Of(string what, string subject) => (Hash(what, subject) >> 11) * (1.0 / (1UL << 53));

    public int Below(int bound, string what, string subject) => (int)(Of(what, subject) * bound);

    public bool Happens(double probability, string what, string subject) => Of(what, subject) < probability;

    public T Pick<T>(IReadOnlyList<T> from, string what, string subject) => from[Below(from.Count, what, subject)];

    private ulong Hash(string what, string subject) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{what}|{subject}"), Seed);
}
