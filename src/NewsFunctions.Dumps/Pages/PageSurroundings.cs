using AngleSharp.Dom;
using NewsFunctions.Html;

namespace NewsFunctions.Dumps.Pages;

/// <summary>How elements of a page lie to one of them, the centre.</summary>
internal sealed class PageSurroundings
{
    private readonly Dictionary<IElement, int> _levels = [];
    private readonly Dictionary<IElement, bool> _boilerplate;
    private readonly Dictionary<IElement, bool> _leftOut = [];

    /// <param name="boilerplate">What is known of elements already; shared by all centres of a page.</param>
    public PageSurroundings(IElement centre, Dictionary<IElement, bool> boilerplate)
    {
        _boilerplate = boilerplate;
        for (IElement? element = centre; element is not null; element = element.ParentElement)
        {
            _levels[element] = _levels.Count;
            CentreIsBoilerplate |= IsNamedBoilerplate(element);
        }
    }

    public int Depth => _levels.Count;

    public bool CentreIsBoilerplate { get; }

    /// <summary>How far up from the centre the smallest element is that holds both.</summary>
    public int LevelOf(IElement element)
    {
        for (IElement? at = element; at is not null; at = at.ParentElement)
        {
            if (_levels.TryGetValue(at, out int level))
            {
                return level;
            }
        }

        return Depth - 1;
    }

    /// <summary>It lies in something that is named like boilerplate and does not hold the centre.</summary>
    public bool IsBoilerplate(IElement element)
    {
        if (_levels.ContainsKey(element))
        {
            return false;
        }

        if (!_leftOut.TryGetValue(element, out bool leftOut))
        {
            leftOut = IsNamedBoilerplate(element) || (element.ParentElement is { } parent && IsBoilerplate(parent));
            _leftOut[element] = leftOut;
        }

        return leftOut;
    }

    private bool IsNamedBoilerplate(IElement element)
    {
        if (!_boilerplate.TryGetValue(element, out bool named))
        {
            named = PageWords.IsBoilerplate(element);
            _boilerplate[element] = named;
        }

        return named;
    }
}
