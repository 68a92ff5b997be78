using System.CommandLine;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Sessions;

namespace NewsFunctions.Cli.Reading;

/// <summary>Opens an archive for reading: by its API where the command line has <c>--url</c>, else by its storage.</summary>
internal static class ArchiveReading
{
    public static async Task<IArchiveReading> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (ReadingOptions.AddressOf(parsed) is not { } address)
        {
            return new StorageReading(await ArchiveSession.OpenForReadingAsync(parsed, cancellationToken));
        }

        var archive = new ApiReading(new ApiClient(address, ReadingOptions.KeyOf(parsed)));
        try
        {
            await (QueryOptions.SiteOf(parsed) is { } site ? archive.ThrowIfUnknownAsync(site, cancellationToken) : Task.CompletedTask);
            return archive;
        }
        catch
        {
            await archive.DisposeAsync();
            throw;
        }
    }
}
