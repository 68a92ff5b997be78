using System.Globalization;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>One link of the invented site. Its number alone decides the server's response and the right verdict.
/// Nothing is stored, so a site can have any number of links.</summary>
/// <param name="Number">The number of the link, from 0.</param>
internal readonly record struct SiteLink(int Number)
{
    /// <summary>The number of links in each month of the paths, and so in each shard.</summary>
    public const int LinksPerMonth = 1000;

    /// <summary>The directory of redirect targets. It is separate, so that no link is the target of another.</summary>
    public const string MovedTo = "/moved";

    private const int FirstYear = 1990;

    public static int MaxLinks => (2100 - FirstYear) * 12 * LinksPerMonth;

    public SiteLinkKind Kind => (Number % 20) switch
    {
        3 => SiteLinkKind.Missing,
        8 => SiteLinkKind.Redirected,
        13 => SiteLinkKind.HeadRefusing,
        18 => SiteLinkKind.Slow,
        _ => SiteLinkKind.Image,
    };

    /// <summary>Whether Alive is the right verdict.</summary>
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

    /// <summary>Returns the links that follow the first ones.</summary>
    public static IEnumerable<SiteLink> After(int first, int count) => Enumerable.Range(first, count).Select(number => new SiteLink(number));

    /// <summary>Finds a link by the last segment of a path or URL. Returns false if the site has no such link.</summary>
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

/// <summary>The kinds of links: 16 of 20 are images, and one is of each other kind.</summary>
internal enum SiteLinkKind
{
    Image,

    /// <summary>Answers 404.</summary>
    Missing,

    /// <summary>Redirects to an image with 301.</summary>
    Redirected,

    /// <summary>Answers 405 to HEAD and the image to GET.</summary>
    HeadRefusing,

    /// <summary>Answers the image after 200 ms.</summary>
    Slow,
}
