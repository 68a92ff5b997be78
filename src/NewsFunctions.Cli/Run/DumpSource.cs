using NewsFunctions.Cli.Samples;

namespace NewsFunctions.Cli.Run;

/// <summary>Says what a run ingests.</summary>
/// <param name="Metadata">The metadata that every blob gets.</param>
/// <param name="Samples">The samples, if they are the dumps; a site of our own serves their media.</param>
internal sealed record DumpSource(string Folder, IReadOnlyDictionary<string, string> Metadata, SampleFolder? Samples)
{
    private static readonly Dictionary<string, string> None = [];
    private static readonly Dictionary<string, string> OfSamples = new() { ["site"] = SampleSite.SiteName };

    /// <param name="folder">The folder; null means the samples.</param>
    /// <param name="error">The error, if the result is null.</param>
    public static DumpSource? Find(string? folder, out string? error)
    {
        error = null;
        SampleFolder? samples = folder is null ? SampleFolder.Find() : SampleFolder.At(folder);
        if (samples is not null)
        {
            return new DumpSource(samples.Dumps, OfSamples, samples);
        }

        if (folder is null)
        {
            error = "the samples were not found; name a folder of dumps: news run FOLDER";
            return null;
        }

        if (!Directory.Exists(folder))
        {
            error = File.Exists(folder)
                ? $"{folder} is a file, not a folder (news parse {folder} shows what the parser sees in it)"
                : $"there is no folder {folder}";
            return null;
        }

        return new DumpSource(Path.GetFullPath(folder), None, Samples: null);
    }
}
