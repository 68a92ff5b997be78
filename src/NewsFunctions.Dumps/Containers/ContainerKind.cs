namespace NewsFunctions.Dumps.Containers;

internal enum ContainerKind
{
    Text,
    Gzip,
    Zip,
    Warc,
    Ndjson,

    /// <summary>A single HTML page.</summary>
    Page,
}
