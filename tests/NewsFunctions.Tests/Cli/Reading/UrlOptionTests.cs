using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Cli;

namespace NewsFunctions.Tests.Cli.Reading;

/// <summary>Tests the reading commands with <c>--url</c>.</summary>
public sealed class UrlOptionTests
{
    private const string EmptyPage = """{"items":[],"continuation":null}""";
    private const string OneHost = """
        {"items":[{"host":"a.example","leaseUntil":null,"intervalMilliseconds":null,"silentUntil":null,"lastAnswer":null,"downSince":null,
        "circuitOpen":false,"trouble":null,"deadSince":null,"override":null,"links":null,"addedByANewerArchive":1}],"continuation":"next"}
        """;

    public static TheoryData<string, string> Calls => new()
    {
        { "articles --from 2016-03-11T16:23:23+03:30 --media-state lost --kind image --limit 3", "/api/articles?from=2016-03-11T12:53:23.0000000%2B00:00&mediaState=lost&kind=image&limit=3" },
        { "articles --q \"pier", "/api/articles?q=\"pier&limit=50" },
        { "links --kind page --state Dead --verdict Gone --host a.example --checked-to 2020-01-01", "/api/links?kind=page&state=Dead&verdict=Gone&host=a.example&checkedTo=2020-01-01T00:00:00.0000000%2B00:00&limit=50" },
        { "events --what hostDown --continuation abc", "/api/events?what=hostDown&limit=50&continuation=abc" },
        { "dumps --name 2026* --status failed", "/api/dumps?name=2026%2A&status=Failed&limit=50" },
        { "hosts --limit 7", "/api/hosts?limit=7" },
        { "operations --limit 2", "/api/operations?limit=2" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Command_makes_the_call_of_the_same_name(string commandLine, string call)
    {
        await using StandInArchive archive = await StandInArchive.StartAsync(StandInArchive.Answer(200, "application/json", EmptyPage));

        (int exitCode, string output, string error) = await archive.AskAsync($"{commandLine} --json");

        Assert.Equal((0, 0, ""), (exitCode, JsonDocument.Parse(output).RootElement.GetProperty("items").GetArrayLength(), error));
        Assert.Equal(WebUtility.UrlDecode(call), WebUtility.UrlDecode(Assert.Single(archive.Requests)));
    }

    [Fact]
    public async Task Key_is_sent_and_never_shown()
    {
        await using StandInArchive archive = await StandInArchive.StartAsync(StandInArchive.Problem("unauthorized", 401));

        (int exitCode, string output, string error) = await archive.AskAsync("hosts --key a-secret-key --verbose");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal(["a-secret-key"], archive.Keys);
        Assert.StartsWith($"news: {archive.Address}/ needs a key that reads", error, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret-key", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_is_not_followed_to_keep_the_key_from_other_servers()
    {
        await using StandInArchive archive = await StandInArchive.StartAsync(
            StandInArchive.Answer(302, "text/html", "", ("Location", "https://login.example/sign-in?to=hosts")));

        (int exitCode, _, string error) = await archive.AskAsync("hosts --key a-secret-key");

        Assert.Equal(1, exitCode);
        Assert.Contains("sends its callers to https://login.example/; if you trust it, name that as --url", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("forbidden", 403, "the key does not allow to read")]
    [InlineData("invalid-continuation", 400, "the continuation is not one of this list")]
    [InlineData("storage-unavailable", 503, "does not answer; try again in 7 seconds")]
    [InlineData("interrupted", 503, "could not finish the call; try again in 7 seconds")]
    [InlineData("internal-error", 500, "under the trace id abc123")]
    [InlineData("invalid-request", 400, "What the archive says.")]
    public async Task Problem_of_the_archive_is_printed_with_what_to_do(string type, int status, string said)
    {
        await using StandInArchive archive = await StandInArchive.StartAsync(StandInArchive.Problem(type, status, ("Retry-After", "7")));

        (int exitCode, string output, string error) = await archive.AskAsync("events");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("news: ", error, StringComparison.Ordinal);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "text/html", "<html>", "to GET /api/stats it answered text/html. Look at --url")]
    [InlineData(200, "application/json", "{", "it answered JSON that this version does not know")]
    [InlineData(200, "application/json", """{"name":"another service"}""", "it answered JSON that this version does not know")]
    [InlineData(404, "text/html", "", "it answered 404. Look at --url")]
    [InlineData(502, "text/html", "", "answered 502; try again later")]
    [InlineData(403, "text/html", "", "it is not the archive that says so")]
    [InlineData(401, "text/html", "", "needs a key that reads")]
    public async Task Server_other_than_an_archive_is_detected(int status, string type, string body, string said)
    {
        await using StandInArchive archive = await StandInArchive.StartAsync(StandInArchive.Answer(status, type, body));

        (int exitCode, string output, string error) = await archive.AskAsync("stats");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("this should not have happened", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_of_a_newer_archive_is_read_compressed_or_not()
    {
        await using StandInArchive archive = await StandInArchive.StartAsync(async context =>
        {
            Assert.Contains("gzip", context.Request.Headers.AcceptEncoding.ToString(), StringComparison.Ordinal);
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionMode.Compress);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(OneHost));
        });

        (int exitCode, string output, string error) = await archive.AskAsync("hosts --jsonl");

        Assert.Equal(0, exitCode);
        Assert.Equal("a.example", JsonDocument.Parse(output.TrimEnd()).RootElement.GetProperty("host").GetString());
        Assert.Contains("--continuation next", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_is_streamed_and_its_rows_are_counted()
    {
        const string Csv = "\uFEFFsite,title\r\na,\"two\r\nlines, \"\"quoted\"\"\"\r\nb,c\r\n";
        await using StandInArchive archive = await StandInArchive.StartAsync(StandInArchive.Answer(200, "text/csv; charset=utf-8; header=present", Csv));
        string file = Path.GetTempFileName();
        try
        {
            (int exitCode, string output, _) = await archive.AskAsync($"export --csv {file} --what articles --json");

            Assert.Equal(0, exitCode);
            Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetProperty("rows").GetInt64());
            Assert.Equal(Encoding.UTF8.GetBytes(Csv), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Interrupted_export_keeps_the_old_file()
    {
        await using StandInArchive archive = await StandInArchive.StartAsync(async context =>
        {
            context.Response.ContentType = "application/x-ndjson";
            await context.Response.WriteAsync("{}\n{}\n");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "old", TestContext.Current.CancellationToken);

            (int exitCode, _, string error) = await archive.AskAsync($"export --ndjson {file} --what links");

            Assert.Equal(1, exitCode);
            Assert.Matches("broke off before the answer was complete|did not answer as HTTP", error);
            Assert.Equal("old", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Missing_item_has_the_same_message_as_in_a_local_storage()
    {
        await using StandInArchive archive = await StandInArchive.StartAsync(context => context.Request.Path.Value switch
        {
            "/api/summary" => StandInArchive.Problem("no-summary", 503)(context),
            "/api/articles" or "/api/links" => StandInArchive.Answer(200, "application/json", EmptyPage)(context),
            _ => StandInArchive.Problem("not-found", 404)(context),
        });

        (int exitCode, _, string error) = await archive.AskAsync("articles samples/1");

        Assert.Equal(1, exitCode);
        Assert.Equal("news: there is no article samples/1 in the archive; news articles lists those that are", error.TrimEnd());
    }

    [Theory]
    [InlineData("stats", "nothing was changed")]
    [InlineData("export --csv never-written.csv --what links", "the export is not complete; a plain file has what it had before")]
    public async Task Stopped_command_prints_what_is_left(string commandLine, string left)
    {
        using var stop = new CancellationTokenSource();
        await using StandInArchive archive = await StandInArchive.StartAsync(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using var error = new StringWriter();

        int exitCode = await NewsCommand.RunAsync([.. commandLine.Split(' '), "--url", archive.Address], TextWriter.Null, error, stop.Token);

        Assert.Equal((1, $"news: stopped; {left}"), (exitCode, error.ToString().TrimEnd()));
        Assert.False(File.Exists("never-written.csv"));
    }

    [Fact]
    public async Task Untrusted_certificate_is_reported()
    {
        await using StandInArchive archive = await StandInArchive.StartAsync(StandInArchive.Answer(200, "application/json", EmptyPage), https: true);

        (int exitCode, _, string error) = await archive.AskAsync("hosts");

        Assert.Equal(1, exitCode);
        Assert.Contains("no safe connection to 127.0.0.1:", error, StringComparison.Ordinal);
        Assert.Contains("is its certificate valid?", error, StringComparison.Ordinal);
        Assert.Empty(archive.Requests);
    }

    [Fact]
    public async Task Unreachable_address_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        taken.Stop();

        (int exitCode, string error) = await FailAsync("stats", "--url", address);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"news: nothing answers at {address}/: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stats --url news.example.org", "--url is the address of an archive")]
    [InlineData("stats --url https://user:word@news.example.org", "--url is the address of an archive")]
    [InlineData("stats --url https://news.example.org/?key=a", "--url is the address of an archive")]
    [InlineData("stats --url https://news.example.org --data x", "--url and --data do not go together")]
    [InlineData("stats --key a", "--key goes with --url only.")]
    [InlineData("stats --url http://news.example.org --key a", "the key would be sent unencrypted")]
    [InlineData("export --warc a.warc --url https://news.example.org", "--url does not go with --warc")]
    [InlineData("upload a.txt --url https://news.example.org", "news upload works on the storage of an archive, not on its API, and has no --url")]
    public async Task Contradictory_command_line_is_rejected_before_any_request(string commandLine, string said)
    {
        (int exitCode, string error) = await FailAsync(commandLine.Split(' '));

        Assert.Equal(1, exitCode);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Error)> FailAsync(params string[] args)
    {
        using var error = new StringWriter();
        return (await NewsCommand.RunAsync(args, TextWriter.Null, error, TestContext.Current.CancellationToken), error.ToString());
    }
}
