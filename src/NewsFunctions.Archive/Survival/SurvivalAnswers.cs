using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Archive.Survival;

/// <summary>Computes answers about survival from a life table. Reads no storage.</summary>
internal static class SurvivalAnswers
{
    private const int HostsListed = 100;
    private const int Digits = 6;

    public static SurvivalResponse Answer(LifeTable table, DateTimeOffset asOf, SurvivalQuery query)
    {
        IReadOnlyList<bool> isWanted = query.Hosts(table);
        var sample = new SurvivalSample();
        var years = new SortedDictionary<int, SurvivalSample>();
        var hosts = new Dictionary<string, SurvivalSample>(StringComparer.Ordinal);
        long silent = 0;
        long undated = 0;
        foreach (LifeCell cell in table.Cells.Where(cell => query.Kind is null || cell.Kind == query.Kind))
        {
            if (cell.Born is not { } born)
            {
                undated += isWanted[cell.Host] ? cell.Count : 0;
                continue;
            }

            string host = table.Hosts[cell.Host];
            AgeInterval age = query.AgeOf(cell);
            bool isOfYear = query.Born is null || born == query.Born;
            if (isWanted[cell.Host])
            {
                Of(years, born).Add(host, age, cell.Count);
            }

            if (isOfYear)
            {
                Of(hosts, host).Add(host, age, cell.Count);
            }

            if (isWanted[cell.Host] && isOfYear)
            {
                sample.Add(host, age, cell.Count);
                silent += age.IsSilent ? cell.Count : 0;
            }
        }

        (SurvivalCurve Curve, SurvivalBand Band)? estimate = SurvivalEstimate.CurveWithBand(sample);
        return new SurvivalResponse
        {
            AsOf = asOf,
            Site = query.Site,
            Kind = query.Kind,
            Host = query.Host,
            Born = query.Born,
            HostDeaths = query.HostDeaths,
            Links = sample.Links,
            Deaths = sample.Deaths,
            Silent = silent,
            LeftOut = undated + table.Unlisted,
            Half = estimate?.Curve.AgeAt(0.5),
            Points = estimate is { Curve: var curve, Band: var band } ? Points(curve, band) : [],
            Band = estimate is { Band: { } drawn } ? new SurvivalBandResponse(drawn.Unit, sample.Hosts, SurvivalBand.Samples, SurvivalBand.Level) : null,
            Years = [.. years.Where(year => year.Value.Links > 0).Select(year => Year(year.Key, year.Value))],
            Hosts =
            [
                .. hosts.Where(host => host.Key != LifeTable.OtherHosts && host.Value.Links > 0)
                    .OrderByDescending(host => host.Value.Links)
                    .ThenBy(host => host.Key, StringComparer.Ordinal)
                    .Take(HostsListed)
                    .Select(host => new SurvivalHost(host.Key, host.Value.Links, host.Value.Deaths)),
            ],
        };
    }

    private static SurvivalSample Of<TKey>(IDictionary<TKey, SurvivalSample> samples, TKey key)
    {
        if (!samples.TryGetValue(key, out SurvivalSample? sample))
        {
            samples[key] = sample = new SurvivalSample();
        }

        return sample;
    }

    private static SurvivalYear Year(int born, SurvivalSample sample) =>
        new(born, sample.Links, sample.Deaths, SurvivalEstimate.Curve(sample)?.AgeAt(0.5));

    private static SurvivalPoint[] Points(SurvivalCurve curve, SurvivalBand band) =>
    [
        .. Enumerable.Range(0, curve.LastMonth + 1).Select(month => new SurvivalPoint(
            month,
            Math.Round(curve.AliveAt(month), Digits),
            Math.Round(band.Low[month], Digits),
            Math.Round(band.High[month], Digits),
            curve.IsDrawn(month))),
    ];
}
