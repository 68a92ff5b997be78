using NewsFunctions.Cli.Samples;

namespace NewsFunctions.Cli.Run;

/// <summary>What a run ingests.</summary>
/// <param name="Metadata">Given to every blob.</param>
/// <param name="Samples">Where the dumps are the samples, whose media a site of our own serves.</param>
internal sealed record DumpSource(string Folder, IReadOnlyDictionary<string, string> Metadata, SampleFolder? Samples)
{
    private static readonly Dictionary<string, string> None = [];
    private static readonly Dictionary<string, string> OfSamples = new() { ["site"] = SampleSite.SiteName };

    /// <param name="folder">Null: the samples.</param>
    /// <param name="error">What is wrong, where the result is null.</param>
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
