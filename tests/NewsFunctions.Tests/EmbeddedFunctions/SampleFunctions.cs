using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace NewsFunctions.Tests.EmbeddedFunctions;

public static class ListThings
{
    [Function("ListThings")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}")] HttpRequest request) => Results.Ok(request.Path);
}

public static class GetLatestThing
{
    [Function("GetLatestThing")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/latest")] HttpRequest request) => Results.Ok(request.Path);
}

public static class AddThing
{
    [Function("AddThing")]
    public static IResult Run([HttpTrigger("post", Route = "things/latest")] HttpRequest request) => Results.Ok(request.Path);
}

public static class OtherListThings
{
    [Function("listthings")]
    public static string Run([QueueTrigger("%ThingsQueue%")] string message) => message;
}

public static class CallAdmin
{
    [Function("CallAdmin")]
    public static IResult Run([HttpTrigger(Route = "{area}/functions")] HttpRequest request) => Results.Ok(request.Path);
}

public static class TwoTriggers
{
    [Function("TwoTriggers")]
    public static string Run([QueueTrigger("a")] string one, [QueueTrigger("b")] string two) => one + two;
}
