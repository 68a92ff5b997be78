namespace NewsFunctions.IntegrationTests;

/// <summary>The repository that this run was built from.</summary>
internal static class Sources
{
    /// <summary>Its folder; skips the running test where the sources are not beside the build.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is { Parent: not null } && !File.Exists(Path.Combine(folder.FullName, "NewsFunctions.sln")))
        {
            folder = folder.Parent;
        }

        if (!Directory.Exists(Path.Combine(folder!.FullName, "src")))
        {
            Required.SkipWithout("metadata", "The sources are not here.");
        }

        return folder.FullName;
    }
}
