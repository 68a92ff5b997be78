namespace Microsoft.Azure.Functions.Worker.Converters;

/// <summary>Names the converter of a trigger. Only the metadata generator reads it: this host binds by parameter type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class InputConverterAttribute(Type converterType) : Attribute
{
    public Type ConverterType { get; } = converterType;
}

[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SupportedTargetTypeAttribute(Type targetType) : Attribute
{
    public Type TargetType { get; } = targetType;
}
