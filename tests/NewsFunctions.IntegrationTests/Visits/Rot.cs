using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>Describes one kind of link rot, and the verdict an archivist would give.</summary>
/// <param name="Name">The file name, or part of the page's title.</param>
/// <param name="Times">The number of links with this rot.</param>
internal sealed record Rot(LinkKind Kind, string Name, Verdict Verdict, RequestDelegate Answer, int Times = 1);
