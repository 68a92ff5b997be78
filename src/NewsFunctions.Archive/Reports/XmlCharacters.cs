using System.Text;
using System.Xml;

namespace NewsFunctions.Archive.Reports;

/// <summary>Prepares text from dumps and servers for an XML writer.</summary>
internal static class XmlCharacters
{
    private const char Replacement = '\uFFFD';

    /// <summary>Replaces with U+FFFD what XML cannot hold even escaped: control characters and halves of surrogate pairs.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : Replacement);
            }
        }

        return clean.ToString();
    }
}
