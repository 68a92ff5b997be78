using System.Globalization;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>One link of the invented site. Its number decides what the server answers and so what is true of it: nothing is remembered,
/// so a site may have any number of links.</summary>
/// <param name="Number">From 0.</param>
internal readonly record struct SiteLink(int Number)
{
    /// <summary>A month of the paths has so many links, and so has a shard.</summary>
    public const int LinksPerMonth = 1000;

    /// <summary>What redirects lead to: under another directory, so that no link is the target of another.</summary>
    public const string MovedTo = "/moved";

    private const int FirstYear = 1990;

    public static int Most => (2100 - FirstYear) * 12 * LinksPerMonth;

    public SiteLinkKind Kind => (Number % 20) switch
    {
        3 => SiteLinkKind.Missing,
        8 => SiteLinkKind.Redirected,
        13 => SiteLinkKind.HeadRefusing,
        18 => SiteLinkKind.Slow,
        _ => SiteLinkKind.Image,
    };

    /// <summary>The truth.</summary>
    public bool IsAlive => Kind != SiteLinkKind.Missing;

    public string Path
    {
        get
        {
            int month = Number / LinksPerMonth;
            return string.Create(CultureInfo.InvariantCulture, $"/{FirstYear + (month / 12):0000}/{1 + (month % 12):00}/07/{Number:0000000}.jpg");
        }
    }

    public static IEnumerable<SiteLink> First(int count) => After(0, count);

    /// <summary>So many links after the first ones.</summary>
    public static IEnumerable<SiteLink> After(int first, int count) => Enumerable.Range(first, count).Select(number => new SiteLink(number));

    /// <summary>Finds a link by the last segment of a path or URL; false where it is none of the site's.</summary>
    public static bool TryParse(ReadOnlySpan<char> path, out SiteLink link)
    {
        ReadOnlySpan<char> name = path[(path.LastIndexOf('/') + 1)..];
        link = default;
        if (name.Length != 11 || !name.EndsWith(".jpg", StringComparison.Ordinal)
            || !int.TryParse(name[..7], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return false;
        }

        link = new SiteLink(number);
        return true;
    }
}

/// <summary>The kinds of a site's links: 16 of 20 are images, and one is of each other kind.</summary>
internal enum SiteLinkKind
{
    Image,

    /// <summary>404.</summary>
    Missing,

    /// <summary>301 to an image.</summary>
    Redirected,

    /// <summary>405 to HEAD, the image to GET.</summary>
    HeadRefusing,

    /// <summary>The image after 200 ms.</summary>
    Slow,
}
