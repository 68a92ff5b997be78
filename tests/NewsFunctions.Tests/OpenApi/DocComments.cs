using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NewsFunctions.Tests.OpenApi;

/// <summary>Reads doc comments as text from the XML files that the compiler writes beside the assemblies.</summary>
internal static partial class DocComments
{
    private static readonly Dictionary<Assembly, IReadOnlyDictionary<string, XElement>> Files = [];

    public static string? Of(Type type) => Text(Find(type, $"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>Returns the summary of a property, or the description of the record parameter that defines it.</summary>
    public static string? Of(PropertyInfo property)
    {
        Type type = property.DeclaringType!;
        return Text(Find(type, $"P:{NameOf(type)}.{property.Name}")?.Element("summary"))
            ?? Text(Find(type, $"T:{NameOf(type)}")?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == property.Name));
    }

    private static XElement? Find(Type type, string member)
    {
        if (!Files.TryGetValue(type.Assembly, out IReadOnlyDictionary<string, XElement>? members))
        {
            string file = Path.ChangeExtension(type.Assembly.Location, ".xml");
            members = XDocument.Load(file).Descendants("member").ToDictionary(element => (string)element.Attribute("name")!);
            Files.Add(type.Assembly, members);
        }

        return members.GetValueOrDefault(member);
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? comment)
    {
        if (comment is null)
        {
            return null;
        }

        string text = string.Concat(comment.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" } see => Member((string?)see.Attribute("cref") ?? (string)see.Attribute("langword")!),
            XElement { Name.LocalName: "paramref" } see => Member((string)see.Attribute("name")!),
            XElement other => other.Value,
            _ => node.ToString(),
        }));
        return Space().Replace(System.Net.WebUtility.HtmlDecode(text), " ").Trim();
    }

    /// <summary>Returns the name of a member as it is in responses.</summary>
    private static string Member(string reference)
    {
        string name = reference.Split('.')[^1];
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
