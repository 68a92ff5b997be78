using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Archive.Http;

/// <summary>Compresses text by what the caller accepts: the Functions host compresses nothing. Copies and the bytes of dumps go out as
/// they are, because they have strong ETags, announce their length, and mostly are compressed already.</summary>
internal sealed class AnswerCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    /// <summary>Smaller bodies would hardly shrink.</summary>
    private const int MinBodySize = 1024;

    // Files of the page are compressed once, when the app starts.
    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.Headers.ContentEncoding.Count == 0 && context.Response.ContentLength is not < MinBodySize && base.ShouldCompressResponse(context);

    public static void Add(IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            // No answer holds a secret beside what the caller sent, so its length tells nothing (BREACH).
            options.EnableForHttps = true;
            options.MimeTypes = ["application/json", "application/problem+json", "application/atom+xml", "application/x-ndjson", "text/csv", "text/html"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddSingleton<IResponseCompressionProvider, AnswerCompression>();
    }
}
