namespace NewsFunctions.IntegrationTests;

/// <summary>The one real dump, which lies beside the checkout and not in it.</summary>
internal static class Seed
{
    public const string Name = "000_5aa457c06be22f41.txt";

    /// <summary>Its bytes; without it the running test is skipped.</summary>
    public static byte[] Read()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "seeds", Name);
            if (File.Exists(path))
            {
                return File.ReadAllBytes(path);
            }
        }

        Assert.Skip($"shared/seeds/{Name} is not beside the checkout.");
        return [];
    }
}
