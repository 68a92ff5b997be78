namespace NewsFunctions.Dumps.Containers;

internal enum ContainerKind
{
    Text,
    Gzip,
    Zip,
    Warc,
    Ndjson,

    /// <summary>One HTML page.</summary>
    Page,
}
