namespace NewsFunctions.IntegrationTests.Cli;

/// <summary>Provides dumps of invented news.</summary>
internal static class InventedDumps
{
    /// <summary>Has one article with two related items: two media and two pages.</summary>
    public const string Ferry = """
        Night Ferry Returns to the Islands
        Sat May 15, 2021 09:05:00
        The night ferry sails again after a winter in the dock, its owners said.
        Tickets are sold at the pier.
        L/K 4
        string(271) "[{"id":"900101","sort":"1","contenttypeid":"21","pic":"/2021/05/14/ferry_637565979004170000_25f_4x3.jpg","title":"The Ferry in Its Dock"} ,{"id":"900102","sort":"2","contenttypeid":"21","pic":"/2021/05/14/pier_637565979004180000_25f_4x3.mp4","title":"The Pier at Dawn"} ]"

        """;

    /// <summary>Has nothing that a parser recognizes as an article.</summary>
    public const string Unreadable = "\0\u0001\u0002\0";
}
