using System.Collections.Frozen;

namespace NewsFunctions.Dumps.Datelines;

/// <summary>Lists abbreviations of time zones. Those in RFC 5322 have its offsets; those used by several countries have none.</summary>
internal static class ZoneNames
{
    private static readonly FrozenDictionary<string, TimeSpan?> Names = Collect(
        ("GMT UTC UT Z WET", 0),
        ("CET MEZ WAT WEST", 60),
        ("CEST MESZ EET CAT SAST", 120),
        ("EEST IDT MSK TRT EAT", 180),
        ("IRST", 210),
        ("MSD SAMT", 240),
        ("IRDT AFT", 270),
        ("PKT UZT YEKT", 300),
        ("NPT", 345),
        ("OMST", 360),
        ("ICT WIB KRAT", 420),
        ("HKT SGT AWST WITA PHT MYT", 480),
        ("JST KST WIT", 540),
        ("ACST", 570),
        ("AEST", 600),
        ("ACDT", 630),
        ("AEDT", 660),
        ("NZST", 720),
        ("NZDT", 780),
        ("NST", -210),
        ("NDT", -150),
        ("ADT BRT ART CLST UYT", -180),
        ("EDT CLT VET BOT", -240),
        ("EST CDT PET COT", -300),
        ("CST MDT", -360),
        ("MST PDT", -420),
        ("PST AKDT", -480),
        ("AKST", -540),
        ("HST", -600));

    private static readonly FrozenSet<string> Ambiguous = FrozenSet.ToFrozenSet(["AST", "BST", "GST", "IST", "AMT", "ECT", "LT"], StringComparer.OrdinalIgnoreCase);

    /// <param name="offset">Null for an ambiguous abbreviation.</param>
    public static bool TryFind(ReadOnlySpan<char> name, out TimeSpan? offset) =>
        Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out offset)
        || Ambiguous.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    private static FrozenDictionary<string, TimeSpan?> Collect(params (string Names, int Minutes)[] zones) => zones
        .SelectMany(zone => zone.Names.Split(' ').Select(name => KeyValuePair.Create<string, TimeSpan?>(name, TimeSpan.FromMinutes(zone.Minutes))))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
