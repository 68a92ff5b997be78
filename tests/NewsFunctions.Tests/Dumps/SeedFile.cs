namespace NewsFunctions.Tests.Dumps;

/// <summary>The real dump beside the repository; its tests skip where it is absent.</summary>
internal static class SeedFile
{
    public static byte[] Read()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var seeds = new DirectoryInfo(Path.Combine(folder.FullName, "shared", "seeds"));
            if (seeds.Exists && seeds.EnumerateFiles("*.txt").MinBy(f => f.Name, StringComparer.Ordinal) is { } file)
            {
                return File.ReadAllBytes(file.FullName);
            }
        }

        Assert.Skip("There is no ../shared/seeds beside this repository.");
        return [];
    }
}
