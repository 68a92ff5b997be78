using NewsFunctions.Core.Links;

namespace NewsFunctions.Storage.Links;

/// <summary>Holds the links that articles of one dump mention.</summary>
public sealed record DumpMentions(string DumpName, IReadOnlyList<LinkMention> Mentions);
