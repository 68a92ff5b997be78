namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What Microsoft's metadata generator looks for: it matches these full names up the chain of base classes.</summary>
public abstract class BindingAttribute : Attribute;

[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute;

[AttributeUsage(AttributeTargets.Parameter)]
public abstract class InputBindingAttribute : BindingAttribute;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public abstract class OutputBindingAttribute : BindingAttribute;

/// <summary>The name of a property in the metadata, where it is not the property's own.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BindingPropertyNameAttribute(string bindingPropertyName) : Attribute
{
    public string BindingPropertyName { get; } = bindingPropertyName;
}

/// <summary>On a converter: the host hands over a reference, not the content.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SupportsDeferredBindingAttribute : Attribute;
