namespace NewsFunctions.Storage.Backups;

internal static class BackupCounts
{
    /// <summary>Increases the count of a table or container.</summary>
    public static void Increase(this SortedDictionary<string, long> counts, string name, long more) => counts[name] = counts.GetValueOrDefault(name) + more;
}
