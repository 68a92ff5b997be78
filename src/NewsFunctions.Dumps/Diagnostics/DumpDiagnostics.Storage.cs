using NewsFunctions.Core.Diagnostics;
using static NewsFunctions.Core.Diagnostics.DiagnosticSeverity;

namespace NewsFunctions.Dumps.Diagnostics;

/// <summary>Lists what could be read but not stored.</summary>
internal static partial class DumpDiagnostics
{
    public static DumpDiagnostic NotStored(long offset, string member, string reason) =>
        new("ND110", Error, offset, $"The article here{In(member)} could not be stored ({reason}); it stays in the dump.");

    public static DumpDiagnostic LinkNotRegistered(long offset, string member, long links) =>
        new("ND111", Warning, offset, Invariant($"Links of the article here{In(member)} that the tables do not take: {links}; the article keeps them, but nobody checks them."));

    public static DumpDiagnostic TakenDown(long offset, string member) =>
        new("ND112", Info, offset, $"The article here{In(member)} was taken down, so it is not stored again; the dump still has it.");

    private static string In(string member) => member.Length == 0 ? "" : $" in '{(member.Length > 200 ? member[..200] : member)}'";
}
