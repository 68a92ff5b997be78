using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Archive.Http;

/// <summary>Compresses text as the caller accepts: the Functions host compresses nothing. Captures and bytes of dumps are sent
/// as they are, because they have strong ETags, announce their length, and are mostly compressed already.</summary>
internal sealed class AnswerCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    /// <summary>Limits compression to larger bodies. Smaller ones would hardly shrink.</summary>
    private const int MinBodySize = 1024;

    // Files of the page are compressed once, at the app's start.
    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.Headers.ContentEncoding.Count == 0 && context.Response.ContentLength is not < MinBodySize && base.ShouldCompressResponse(context);

    public static void Add(IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            // No answer contains a secret next to the caller's input, so its length reveals nothing (BREACH).
            options.EnableForHttps = true;
            options.MimeTypes = ["application/json", "application/problem+json", "application/atom+xml", "application/x-ndjson", "text/csv", "text/html"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddSingleton<IResponseCompressionProvider, AnswerCompression>();
    }
}
