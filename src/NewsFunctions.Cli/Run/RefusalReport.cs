using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Http;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Cli.Run;

/// <summary>Says why links of a run were refused by our own policy.</summary>
/// <param name="Links">The number of links.</param>
/// <param name="Setting">The setting that allows it; null if no setting does.</param>
internal sealed record Refusal(int Links, string Reason, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Setting);

/// <summary>Finds the reasons in the last checks of refused links.</summary>
internal sealed class RefusalReport(IServiceProvider app)
{
    // A few reasons explain very many links, so the rest is not read.
    private const int MaxLinksRead = 1000;

    // If there are more addresses than one setting can name, they are not one person's site.
    private const int MaxNetworks = 20;

    private readonly CheckHistory _history = app.GetRequiredService<CheckHistory>();
    private readonly AddressGuard _guard = app.GetRequiredService<AddressGuard>();
    private readonly AddressGuardOptions _options = app.GetRequiredService<IOptions<AddressGuardOptions>>().Value;

    /// <returns>The reasons, the most frequent first; null if nothing was refused.</returns>
    public async Task<IReadOnlyList<Refusal>?> FindAsync(IReadOnlyCollection<Link> links, CancellationToken cancellationToken)
    {
        Link[] refused = [.. links.Where(link => link.Verdict == Verdict.Refused)];
        if (refused.Length == 0)
        {
            return null;
        }

        List<LinkCheck> checks = [];
        foreach (IGrouping<LinkShard, Link> shard in refused.Take(MaxLinksRead).GroupBy(link => link.Shard))
        {
            checks.AddRange((await _history.ReadLastAsync(shard.Key, shard, cancellationToken)).Values);
        }

        List<Refusal> reasons =
        [
            .. checks
                .GroupBy(check => check.Reason, StringComparer.Ordinal)
                .Select(reason => new Refusal(reason.Count(), reason.Key, SettingFor([.. reason])))
                .OrderByDescending(refusal => refusal.Links)
                .ThenBy(refusal => refusal.Reason, StringComparer.Ordinal),
        ];
        if (refused.Length > checks.Count)
        {
            reasons.Add(new Refusal(refused.Length - checks.Count, "The checks of the link say why.", null));
        }

        return reasons;
    }

    /// <summary>Finds the setting that allows all of the checks; null if no setting does.</summary>
    private string? SettingFor(IReadOnlyCollection<LinkCheck> checks)
    {
        (int? Port, string? Network)[] missing = checks.Select(MissingFor).Distinct().ToArray();
        int[] ports = [.. missing.Select(one => one.Port).OfType<int>().Distinct().Order()];
        string[] networks = [.. missing.Select(one => one.Network).OfType<string>().Distinct().Take(MaxNetworks)];
        string?[] settings =
        [
            ports.Length == 0 ? null : $"LinkChecks__AllowedPorts={string.Join(',', _options.AllowedPorts.Concat(ports).Distinct())}",
            networks.Length == 0 ? null : $"LinkChecks__AllowedNetworks={string.Join(',', _options.AllowedNetworks.Concat(networks).Distinct())}",
        ];
        return settings.Any(setting => setting is not null) ? string.Join(' ', settings.OfType<string>()) : null;
    }

    private (int? Port, string? Network) MissingFor(LinkCheck check)
    {
        FailureFacts? failure = Evidence.TryRead(check.Evidence)?.Locations.FirstOrDefault(location => location.Location == check.Location)?.Failure;
        return failure?.Kind switch
        {
            FailureKind.PortRefused => (PortOf(check.Location!, failure), NetworkIn(check.Location!)),
            FailureKind.AddressRefused => (null, NetworkIn(failure.Detail) ?? NetworkIn(check.Location!)),
            _ => (null, null),
        };
    }

    private static int? PortOf(string location, FailureFacts failure) =>
        // Behind a redirect the port belongs to another URL, which the reason names.
        failure.Stage == FailureStage.Policy && HttpUrl.TryParse(location, out Uri? url)
            ? url.Port
            : Words(failure.Detail).Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : (int?)null)
                .FirstOrDefault(number => number is not null);

    /// <summary>Finds the first address in a text that is not public; null if there is none.</summary>
    private string? NetworkIn(string text)
    {
        IEnumerable<IPAddress> addresses = HttpUrl.TryParse(text, out Uri? url) ? Addresses([url.IdnHost.Trim('[', ']')]) : Addresses(Words(text));
        IPAddress? refused = addresses.FirstOrDefault(address => _guard.Vet(address.ToString(), [address], out _).Count == 0);
        return refused is null ? null : $"{refused}/{8 * refused.GetAddressBytes().Length}";
    }

    private static IEnumerable<IPAddress> Addresses(IEnumerable<string> words) => words
        .Where(word => word.Contains('.', StringComparison.Ordinal) || word.Contains(':', StringComparison.Ordinal))
        .Select(word => IPAddress.TryParse(word, out IPAddress? address) ? address : null)
        .OfType<IPAddress>();

    private static string[] Words(string text) =>
        [.. text.Split([' ', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimEnd(':', '.'))];
}
