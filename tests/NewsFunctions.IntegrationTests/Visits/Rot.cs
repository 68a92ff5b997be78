using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>One thing that a site may do to a link, and what an archivist would say of it.</summary>
/// <param name="Name">Of the file, or part of the title of the page.</param>
/// <param name="Times">How many links are treated so.</param>
internal sealed record Rot(LinkKind Kind, string Name, Verdict Verdict, RequestDelegate Answer, int Times = 1);
