using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Settings;

namespace LocalFunctionsHost.Http;

/// <summary>Maps route templates to functions.</summary>
internal sealed record HttpRoutes(IReadOnlyList<(string Template, FunctionDescriptor Function)> Routes)
{
    private static readonly string[] Reserved = ["admin/{*rest}", "runtime/{*rest}"];

    /// <summary>
    /// Builds the routes. Throws <see cref="LocalHostException"/> where two functions can match one verb and path: the
    /// Functions host would take the first by name, even if the other is more specific.
    /// </summary>
    public static HttpRoutes Of(FunctionCatalog catalog, string prefix)
    {
        (string Template, FunctionDescriptor Function)[] routes = catalog.Functions.Where(f => f.Kind == TriggerKind.Http)
            .Select(f => (Template: $"{prefix}/{f.Target.TrimStart('/')}".TrimStart('/'), Function: f)).ToArray();
        for (int i = 0; i < routes.Length; i++)
        {
            (string? template, FunctionDescriptor? function) = routes[i];
            string[] methods = function.Methods;
            if (Reserved.Any(r => !template.StartsWith("{*", StringComparison.Ordinal) && RouteOverlap.Exists(r, template)))
            {
                throw new LocalHostException($"{function.Name}: the route {template} is the host's own (admin, runtime).");
            }
            foreach ((string? otherTemplate, FunctionDescriptor? other) in routes.Take(i))
            {
                string[] otherMethods = other.Methods;
                bool isSameVerb = methods.Length == 0 || otherMethods.Length == 0 || methods.Intersect(otherMethods, StringComparer.OrdinalIgnoreCase).Any();
                if (isSameVerb && RouteOverlap.Exists(template, otherTemplate))
                {
                    throw new LocalHostException(
                        $"{other.Name} ({otherTemplate}) and {function.Name} ({template}) match the same path; the Functions host would always take {other.Name}.");
                }
            }
        }
        return new HttpRoutes(routes);
    }
}
