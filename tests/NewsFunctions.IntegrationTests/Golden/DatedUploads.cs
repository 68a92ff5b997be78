using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>
/// Gives every dump upload a version and a time from the scenario, as a restore does. Without it, dumps and everything
/// derived from them would have other ids in every build.
/// </summary>
/// <remarks>Uploads of a folder are a second apart, so that they have an order.</remarks>
/// <param name="isCounted">Whether a later upload of a name is another version. Otherwise it is a repetition.</param>
internal sealed class DatedUploads(FakeTimeProvider time, bool isCounted = true) : HttpPipelinePolicy
{
    private readonly ConcurrentDictionary<string, int> _uploads = new(StringComparer.Ordinal);

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Uri uri = message.Request.Uri.ToUri();
        if (message.Request.Method == RequestMethod.Put
            && uri.AbsolutePath.Split('/', 4) is [_, _, ArchiveNames.DumpsContainer, { Length: > 0 } name]
            && (uri.Query.Length == 0 || uri.Query.Contains("comp=blocklist", StringComparison.Ordinal)))
        {
            int before = isCounted ? _uploads.AddOrUpdate(name.Split('/')[0], 0, (_, count) => count + 1) : 0;
            string version = string.Create(CultureInfo.InvariantCulture, $"{name} {before}");
            string etag = "0x" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(version)))[..15];
            Dictionary<string, string> metadata = [];
            new DumpOrigin(etag, time.GetUtcNow().AddSeconds(before)).AddTo(metadata);
            foreach ((string key, string value) in metadata)
            {
                message.Request.Headers.SetValue($"x-ms-meta-{key}", value);
            }
        }

        return ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The stores are asynchronous.");
}
