using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;

namespace LocalFunctionsHost.Http;

/// <summary>
/// Says whether some path matches two route templates. It never misses one; constraints that it does not know count as
/// accepting everything, so at worst it asks for clearer routes.
/// </summary>
internal static class RouteOverlap
{
    private static readonly string[] Numbers = ["int", "long"];
    private static readonly string[] NoNumbers = ["alpha", "bool", "guid"];

    public static bool Exists(string one, string other) =>
        Fit(RoutePatternFactory.Parse(one), 0, RoutePatternFactory.Parse(other), 0);

    private static bool Fit(RoutePattern a, int i, RoutePattern b, int j)
    {
        if (CanEnd(a, i) && CanEnd(b, j))
        {
            return true;
        }
        if (i == a.PathSegments.Count || j == b.PathSegments.Count)
        {
            return false;
        }
        (RoutePatternPathSegment? left, RoutePatternPathSegment? right) = (a.PathSegments[i], b.PathSegments[j]);
        // A catch-all matches whatever the rest of the other one can be.
        return IsCatchAll(left) || IsCatchAll(right) || (Fit(a, left, b, right) && Fit(a, i + 1, b, j + 1));
    }

    private static bool CanEnd(RoutePattern pattern, int index) => pattern.PathSegments.Skip(index).All(segment =>
        segment.IsSimple && segment.Parts[0] is RoutePatternParameterPart part
        && (part.IsOptional || part.IsCatchAll || pattern.Defaults.ContainsKey(part.Name)));

    private static bool IsCatchAll(RoutePatternPathSegment segment) => segment.Parts is [RoutePatternParameterPart { IsCatchAll: true }];

    private static bool Fit(RoutePattern a, RoutePatternPathSegment left, RoutePattern b, RoutePatternPathSegment right)
    {
        (string[]? constraintsA, string[]? constraintsB) = (Constraints(a, left), Constraints(b, right));
        if (Literal(left) is { } literal)
        {
            return Takes(right, constraintsB, literal);
        }
        if (Literal(right) is { } text)
        {
            return Takes(left, constraintsA, text);
        }
        // Two parameters are apart only where their constraints certainly are. No segment is empty, so ^$ matches none.
        return !constraintsA.Concat(constraintsB).Contains("regex(^$)", StringComparer.Ordinal)
            && !Apart(constraintsA, constraintsB) && !Apart(constraintsB, constraintsA);
    }

    private static string? Literal(RoutePatternPathSegment segment) => segment.Parts is [RoutePatternLiteralPart literal] ? literal.Content : null;

    private static string[] Constraints(RoutePattern pattern, RoutePatternPathSegment segment) =>
        segment.Parts is [RoutePatternParameterPart part] && pattern.ParameterPolicies.TryGetValue(part.Name, out IReadOnlyList<RoutePatternParameterPolicyReference>? policies)
            ? [.. policies.Select(policy => policy.Content).OfType<string>()] : [];

    private static bool Apart(string[] one, string[] other) => one.Any(Numbers.Contains) && other.Any(NoNumbers.Contains);

    private static bool Takes(RoutePatternPathSegment segment, string[] constraints, string text) =>
        Regex.IsMatch(text, $"^{string.Concat(segment.Parts.Select(Piece))}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
        && constraints.All(constraint => Takes(constraint, text));

    private static string Piece(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => Regex.Escape(literal.Content),
        RoutePatternSeparatorPart separator => $"(?:{Regex.Escape(separator.Content)})?",
        _ => ".*",
    };

    private static bool Takes(string constraint, string text) => constraint switch
    {
        "int" or "long" => long.TryParse(text, out _),
        "alpha" => text.All(char.IsAsciiLetter),
        "bool" => bool.TryParse(text, out _),
        "guid" => Guid.TryParse(text, out _),
        _ when constraint.StartsWith("regex(", StringComparison.Ordinal) =>
            Regex.IsMatch(text, constraint["regex(".Length..^1], RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)),
        _ => true,
    };
}
