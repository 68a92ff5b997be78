using System.CommandLine;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Exports;

/// <summary>Writes an export to standard output.</summary>
internal static class RowOutput
{
    public const string NotToATerminal =
        "standard output is a terminal, and text from dumps may contain control sequences; name a file, or redirect the output with | or >";

    public static async Task<int> WriteAsync(
        ExportQuery query, ExportFormat format, bool bom, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        if (terminal.OpenBytes() is not { } output)
        {
            return terminal.Fail(NotToATerminal);
        }

        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        await archive.ExportAsync(query, format, bom, output, cancellationToken);
        await output.FlushAsync(cancellationToken);
        return ExitCodes.Success;
    }
}
