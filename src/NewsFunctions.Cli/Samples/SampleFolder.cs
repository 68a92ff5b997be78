namespace NewsFunctions.Cli.Samples;

/// <summary>Locates the folder of invented dumps that comes with the repository: <c>site.json</c>, <c>dumps/</c>, <c>media/</c>.</summary>
internal sealed record SampleFolder(string Path)
{
    private const string PlanFile = "site.json";

    public string Plan => System.IO.Path.Combine(Path, PlanFile);

    public string Dumps => System.IO.Path.Combine(Path, "dumps");

    public string Media => System.IO.Path.Combine(Path, "media");

    /// <summary>The folder of the copies in the stand-in web archive.</summary>
    public string Archived => System.IO.Path.Combine(Path, "archived");

    /// <summary>Finds the samples of the repository that this program was built in, else those of the current folder.</summary>
    public static SampleFolder? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (At(System.IO.Path.Combine(folder.FullName, "samples")) is { } samples)
            {
                return samples;
            }
        }

        return At(System.IO.Path.Combine(Environment.CurrentDirectory, "samples"));
    }

    /// <summary>Returns the folder as samples if it has their files, else null.</summary>
    public static SampleFolder? At(string folder)
    {
        var samples = new SampleFolder(System.IO.Path.GetFullPath(folder));
        return File.Exists(samples.Plan) && Directory.Exists(samples.Dumps) ? samples : null;
    }
}
