using System.Globalization;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.Demo.Web;

namespace NewsFunctions.Demo.Papers;

/// <summary>Generates the articles of one site, in the order of publication.</summary>
internal sealed class Paper
{
    /// <summary>Sets the number of media per article. Three of them show the same related article.</summary>
    public const int ItemsPerArticle = 9;

    private const int IdStep = 2;
    private const int Bursts = 14;
    private const double InBurst = 0.2;
    private const double Unnamed = 0.03;
    private const double Damaged = 0.01;

    private static readonly string[] Folders =
        ["politics", "economy", "sport", "culture", "science", "health", "travel", "opinion", "cities", "weather", "books", "archive"];

    private readonly DemoSite _site;
    private readonly DemoOptions _options;
    private readonly Chance _chance;
    private readonly Words _words;

    private Paper(DemoSite site, DemoOptions options)
    {
        _site = site;
        _options = options;
        _chance = options.Chance;
        _words = Words.Of(site.Language);
    }

    public static IReadOnlyList<PaperArticle> Write(DemoSite site, DemoOptions options) => new Paper(site, options).Write();

    private List<PaperArticle> Write()
    {
        int count = (int)Math.Round(_options.Articles * _site.Share) - HostileDump.CountOf(_site);
        DateTime[] dates = [.. Enumerable.Range(0, count).Select(Date).Order()];
        List<PaperArticle> articles = new(count);
        string[] titles = [.. Enumerable.Range(0, count).Select(number => _words.Title(_chance, Key("title", number)))];
        for (int number = 0; number < count; number++)
        {
            string key = Key("article", number);
            articles.Add(new PaperArticle
            {
                Id = Id(number),
                Published = dates[number],
                Title = titles[number],
                Section = _chance.Pick(_words.Sections, "section", key),
                Paragraphs = [.. Enumerable.Range(0, 2 + _chance.Below(3, "paragraphs", key)).Select(i => _words.Paragraph(_chance, $"{key}/{i}"))],
                Items = Items(number, dates[number], titles, key),
                IsNamed = !_chance.Happens(Unnamed, "unnamed", key),
                LostBytes = _chance.Happens(Damaged, "damaged", key) ? 1 + _chance.Below(5, "lost", key) : 0,
            });
        }

        return articles;
    }

    private string Key(string what, int number) => string.Create(CultureInfo.InvariantCulture, $"{_site.Name}/{what}/{number}");

    private string Id(int number) => (_site.FirstId + (number * IdStep)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Draws a date in local time: more from year to year, fewer at weekends, and many within a few days around an event.</summary>
    private DateTime Date(int draw)
    {
        string key = Key("date", draw);
        DateTime first = new(_site.Since, 1, 4);
        double span = (_options.Today.DateTime - first).TotalDays - 1;
        double day = _chance.Happens(InBurst, "inBurst", key)
            ? (_chance.Of("burst", Key("burst", _chance.Below(Bursts, "whichBurst", key))) * (span - 6)) + (_chance.Of("burstDay", key) * 5)
            : Math.Pow(_chance.Of("day", key), 0.8) * span;
        DateTime date = first.AddDays(Math.Floor(day));
        date = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && _chance.Happens(0.6, "weekend", key) ? date.AddDays(-2) : date;

        // Persian and Arabic datelines have no seconds.
        DateTime time = date.AddMinutes(360 + _chance.Below(960, "minute", key));
        return _site.Language == Language.English ? time.AddSeconds(_chance.Below(60, "second", key)) : time;
    }

    private PaperItem[] Items(int number, DateTime published, string[] titles, string key)
    {
        // Every third article showed the agency's pictures until 2016.
        bool isAgency = _site.Language == Language.English && published.Year <= 2016 && _chance.Happens(0.3, "agency", key);
        PaperItem[] items = new PaperItem[ItemsPerArticle];
        for (int i = 0; i < items.Length; i++)
        {
            int related = Math.Max(0, number - 1 - _chance.Below(40, "related", $"{key}/{i / 3}") - (i / 3));
            items[i] = new PaperItem(Id(related), Pic(published, string.Create(CultureInfo.InvariantCulture, $"{key}/{i}"), isAgency), titles[related]);
        }

        return items;
    }

    private string Pic(DateTime published, string key, bool isAgency)
    {
        DateTime uploaded = published.AddTicks(-(1 + _chance.Below(40_000_000, "uploaded", key)) * 1000L);
        string ending = LinkEnding(published, key);
        if (_site.IsUndated)
        {
            return string.Create(CultureInfo.InvariantCulture, $"/uploads/{_chance.Pick(Folders, "folder", key)}/{uploaded.Ticks:x}{ending}");
        }

        string path = string.Create(
            CultureInfo.InvariantCulture, $"/{uploaded:yyyy'/'MM'/'dd}/{_site.Name}_{uploaded.Ticks}_25f_4x3{ending}");
        return isAgency ? $"https://{DemoSite.DeadHost}{path}" : path;
    }

    private string LinkEnding(DateTime published, string key) => _chance.Of("ending", key) switch
    {
        < 0.04 when published.Year >= 2021 => ".mp4",
        < 0.01 => ".pdf",
        < 0.015 => ScriptedPictures.Ending,
        _ => ".jpg",
    };
}
