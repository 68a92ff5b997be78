using Azure.Core;
using Azure.Core.Pipeline;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>
/// Answers the first request of every query with no rows and a continuation, as Azure sometimes does. The continuation
/// leads to the real first page.
/// </summary>
internal sealed class EmptyPagePolicy : HttpPipelinePolicy
{
    private const string Marker = "again";

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        string url = message.Request.Uri.ToString();
        bool isQuery = message.Request.Method == RequestMethod.Get && url.Contains("()", StringComparison.Ordinal);
        bool isFirst = !url.Contains("NextPartitionKey", StringComparison.Ordinal);
        if (isQuery && url.Contains($"NextPartitionKey={Marker}", StringComparison.Ordinal))
        {
            message.Request.Uri.Reset(new Uri(string.Join('&', url.Split('&')
                .Where(part => !part.StartsWith("Next", StringComparison.Ordinal)))));
        }

        await ProcessNextAsync(message, pipeline);
        if (isQuery && isFirst)
        {
            message.Response = new EmptyPage(message.Response);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The stores are asynchronous.");

    private sealed class EmptyPage(Azure.Response real) : Azure.Response
    {
        public override int Status => real.Status;

        public override string ReasonPhrase => real.ReasonPhrase;

        public override Stream? ContentStream { get; set; } = new MemoryStream("""{"value":[]}"""u8.ToArray());

        public override string ClientRequestId
        {
            get => real.ClientRequestId;
            set => real.ClientRequestId = value;
        }

        public override void Dispose() => real.Dispose();

        protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => real.Headers;

        protected override bool TryGetHeader(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = name.Contains("NextPartitionKey", StringComparison.OrdinalIgnoreCase) ? Marker
                : name.Contains("NextRowKey", StringComparison.OrdinalIgnoreCase) ? Marker
                : real.Headers.TryGetValue(name, out string? header) ? header : null;
            return value is not null;
        }

        protected override bool TryGetHeaderValues(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = TryGetHeader(name, out string? value) ? [value] : null;
            return values is not null;
        }
    }
}
