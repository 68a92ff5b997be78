using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Tests.Archive.Summaries;

public sealed class DamageCounterTests
{
    [Fact]
    public void Damage_of_dumps_and_articles_adds_up_by_code()
    {
        var counter = new DamageCounter();
        counter.Add(Dump(new Damage(100, 90, 5, 1), "ND030"));
        counter.Add(Dump(new Damage(50, 50, 2, 0)));
        counter.Add(new Dictionary<string, int> { ["ND009"] = 2, ["ND030"] = 1 });
        counter.Add(new Dictionary<string, int> { ["ND009"] = 1 });

        DamageCounts counts = counter.Counts;

        Assert.Equal((2, 150, 140, 7, 1), (counts.Dumps, counts.BytesDeclared, counts.BytesThere, counts.ItemsKept, counts.ItemsLost));
        Assert.Equal([new CodeCount("ND009", 3), new CodeCount("ND030", 2)], counts.ByCode);
    }

    private static DumpEntry Dump(Damage damage, params string[] codes) => new()
    {
        Id = DumpId.From("a.txt", "1", DateTimeOffset.UnixEpoch),
        Name = "a.txt",
        Status = DumpStatus.Ingested,
        Size = 1,
        ETag = "1",
        LastModified = DateTimeOffset.UnixEpoch,
        StartedAt = null,
        FinishedAt = null,
        Counts = DumpCounts.None with { Damage = damage },
        Progress = null,
        Error = null,
        Diagnostics = [.. codes.Select(code => new DumpDiagnostic(code, DiagnosticSeverity.Warning, 0, "cut off"))],
    };
}
