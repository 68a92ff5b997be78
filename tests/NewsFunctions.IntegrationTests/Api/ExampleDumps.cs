using System.Globalization;
using System.Text;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>Provides dumps of invented news.</summary>
internal static class ExampleDumps
{
    public const string Museum = "900417";
    public const string Hall = "/2021/05/14/hall_637565979004170000_4x3.jpg";
    public const string Mast = "/2021/05/14/mast_637565979004180000_4x3.jpg";
    public const string Film = "/2021/04/30/film.mp4";

    /// <summary>
    /// Gets an article with three media in two shards, markup in a paragraph, and a list three bytes shorter than
    /// declared.
    /// </summary>
    public static string MuseumText { get; } = $"""
        Harbour Museum Opens Its Doors
        Harbour Museum Opens Its Doors

        Fri May 14, 2021 18:05:41
        The harbour museum opens on Sunday, its director said.
        Sundby - Culture
        Entry is free <b>until</b> noon & it's 5 crowns later.
        M/KL 14
        {Block(tooMany: 3, Item("900401", Hall, "The Hall"), Item("900402", Mast, "The Mast"), Item("900403", Film, "A Film"))}

        """;

    /// <summary>Has nothing that a parser recognizes as an article.</summary>
    public const string Noise = "\0\u0001\u0002\0";

    /// <summary>Writes articles with the same text, a month apart, each with an image of its month.</summary>
    public static string Yearbook(int articles)
    {
        var text = new StringBuilder();
        for (int month = 1; month <= articles; month++)
        {
            var date = new DateTime(2020, month, 10, 9, 30, 0);
            string day = date.ToString("ddd MMM d, yyyy HH:mm:ss", CultureInfo.InvariantCulture);
            string image = string.Create(CultureInfo.InvariantCulture, $"/2020/{month:00}/09/ferry_{month:00}.jpg");
            text.Append(CultureInfo.InvariantCulture, $"Ferry Report {month}\n{day}\nThe ferry sailed {month} times.\nA/B {month}\n")
                .Append(Block(0, Item($"9000{month:00}", image, $"Ferry {month}"))).Append('\n');
        }

        return text.ToString();
    }

    private static string Item(string id, string pic, string title) =>
        $$"""{"id":"{{id}}","sort":"1","contenttypeid":"21","pic":"{{pic}}","title":"{{title}}"}""";

    private static string Block(int tooMany, params string[] items)
    {
        string list = $"[{string.Join(" ,", items)} ]";
        return string.Create(CultureInfo.InvariantCulture, $"string({list.Length + tooMany}) \"{list}\"");
    }
}
