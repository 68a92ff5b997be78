using AngleSharp.Dom;
using NewsFunctions.Html;

namespace NewsFunctions.Dumps.Pages;

/// <summary>Computes how the elements of a page relate to one of them, the centre.</summary>
internal sealed class PageSurroundings
{
    private readonly Dictionary<IElement, int> _levels = [];
    private readonly Dictionary<IElement, bool> _boilerplate;
    private readonly Dictionary<IElement, bool> _leftOut = [];

    /// <param name="boilerplate">The known results for elements, shared by all centres of a page.</param>
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

    /// <summary>Returns how many levels above the centre the smallest common ancestor is.</summary>
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

    /// <summary>Returns whether the element is in something that is named like boilerplate and does not contain the centre.</summary>
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
