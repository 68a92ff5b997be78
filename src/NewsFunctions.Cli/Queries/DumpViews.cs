using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Diagnostics;

namespace NewsFunctions.Cli.Queries;

/// <summary>Shows dumps to people.</summary>
internal static class DumpViews
{
    public static ResultTable Table(IEnumerable<DumpResponse> dumps)
    {
        var table = new ResultTable("Status", "Uploaded", ">Bytes", ">Articles", ">Links", "!Id", "Name", "Error");
        foreach (DumpResponse dump in dumps)
        {
            table.Add(
                dump.Status.ToString(),
                Show.Utc(dump.UploadedAt),
                Show.Number(dump.Size),
                Show.Number(dump.Counts.Articles),
                Show.Number(dump.Counts.Links),
                dump.DumpId,
                dump.Name,
                dump.Error ?? "-");
        }

        return table;
    }

    public static void Write(Terminal terminal, DumpResponse dump)
    {
        terminal.Table(new ResultTable("", "")
            .Add("Id", dump.DumpId)
            .Add("Name", dump.Name)
            .Add("Status", dump.Status.ToString())
            .Add("Error", dump.Error ?? "-")
            .Add("Bytes", Show.Number(dump.Size))
            .Add("Uploaded", Show.Utc(dump.UploadedAt))
            .Add("Started", Show.Utc(dump.StartedAt))
            .Add("Finished", Show.Utc(dump.FinishedAt))
            .Add("Articles", Show.Number(dump.Counts.Articles))
            .Add("Links", Show.Number(dump.Counts.Links))
            .Add("Diagnostics", Show.Number(dump.Counts.Diagnostics)));
        if (dump.Diagnostics.Count == 0)
        {
            return;
        }

        var table = new ResultTable("Code", "Severity", ">Byte", "Message");
        foreach (DumpDiagnostic diagnostic in dump.Diagnostics)
        {
            table.Add(diagnostic.Code, Show.Lower(diagnostic.Severity), Show.Number(diagnostic.Offset), diagnostic.Message);
        }

        terminal.Line();
        terminal.Table(table);
    }
}
