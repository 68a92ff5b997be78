using System.Globalization;
using System.Text;

namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Writes the result of a soak: how each measure grew, what was done, and the verdict.</summary>
/// <param name="Measures">What was sampled during the whole soak.</param>
/// <param name="Done">Counts of the work.</param>
/// <param name="Faults">What must not happen in any soak, in words, such as a failed call.</param>
internal sealed record SoakReport(
    IReadOnlyList<Measure> Measures, IReadOnlyList<(string What, long Count)> Done, IReadOnlyList<string> Faults)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Says why the soak was not flat; empty if it was.</summary>
    public IReadOnlyList<string> Complaints { get; } =
    [
        .. Measures.Where(measure => measure is { Limit: not null } && measure.Judge() is not { IsFlat: true }).Select(measure => measure.Name),
        .. Faults,
    ];

    public override string ToString()
    {
        var text = new StringBuilder("| measure | begin | end | growth | limit | flat |\n|---|---:|---:|---:|---|---|\n");
        foreach (Measure measure in Measures)
        {
            text.Append(Row(measure));
        }

        text.Append("\n| work | count |\n|---|---:|\n");
        foreach ((string what, long count) in Done)
        {
            text.Append(Culture, $"| {what} | {count:N0} |\n");
        }

        return text.Append(Complaints.Count == 0 ? "\nFlat." : $"\nNot flat: {string.Join("; ", Complaints)}.").ToString();
    }

    private static string Row(Measure measure) => measure.Judge() is not { } judged
        ? $"| {measure.Name} | too few samples | | | | {(measure.Limit is null ? "not judged" : "**no**")} |\n"
        : string.Create(
            Culture,
            $"| {measure.Name} | {judged.Begin:N1} | {judged.End:N1} | {judged.Growth:+#,0.0;-#,0.0;0.0} | {Limit(measure, judged)} | {Verdict(measure, judged)} |\n");

    private static string Limit(Measure measure, Flatness judged) => measure.Limit is not { } limit
        ? ""
        : string.Create(Culture, $"+{judged.Allowed:N1}{(double.IsFinite(limit.MaxEnd) ? string.Create(Culture, $", end at most {limit.MaxEnd:N0}") : "")}");

    private static string Verdict(Measure measure, Flatness judged) => measure.Limit is null ? "not judged" : judged.IsFlat ? "yes" : "**no**";
}
