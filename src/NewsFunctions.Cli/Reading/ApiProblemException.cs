using System.Net;
using NewsFunctions.Archive.Api;

namespace NewsFunctions.Cli.Reading;

/// <summary>Reports that an archive answered a call with a problem (RFC 9457).</summary>
internal sealed class ApiProblemException(string message, HttpStatusCode status, Problem problem) : Exception(message)
{
    public HttpStatusCode Status => status;

    public Problem Problem => problem;
}
