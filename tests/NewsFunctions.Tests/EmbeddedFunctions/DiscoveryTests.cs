using System.Reflection;
using System.Reflection.Emit;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;

namespace NewsFunctions.Tests.EmbeddedFunctions;

public sealed class DiscoveryTests
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddInMemoryCollection([new("ThingsQueue", "things"), new("AzureWebJobs.GetLatestThing.Disabled", "true")]).Build();

    [Fact]
    public void Functions_are_sorted_by_name_and_their_settings_resolved()
    {
        var catalog = FunctionCatalog.Discover([typeof(OtherListThings), typeof(GetLatestThing), typeof(DiscoveryTests)]).Resolve(Settings);
        Assert.Equal(["GetLatestThing", "listthings"], catalog.Functions.Select(f => f.Name));
        Assert.Equal("things", catalog.Find("ListThings")!.Target);
        Assert.Equal([true, false], catalog.Functions.Select(f => f.IsDisabled));
    }

    [Fact]
    public void A_missing_setting_is_named_together_with_its_function()
    {
        var error = Assert.Throws<InvalidOperationException>(() =>
            FunctionCatalog.Discover([typeof(OtherListThings)]).Resolve(new ConfigurationBuilder().Build()));
        Assert.Contains("listthings", error.Message, StringComparison.Ordinal);
        Assert.Contains("ThingsQueue", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_functions_of_one_name_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => FunctionCatalog.Discover([typeof(ListThings), typeof(OtherListThings)]));

    [Fact]
    public void A_function_with_two_triggers_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => FunctionCatalog.Discover([typeof(TwoTriggers)]));

    [Fact]
    public void A_function_in_a_nested_class_is_refused()
    {
        // Made at run time: in this assembly it would get in the way of every test that hosts what it finds here.
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Nested"), AssemblyBuilderAccess.Run).DefineDynamicModule("Nested");
        var outer = module.DefineType("Outer", TypeAttributes.Public);
        var inner = outer.DefineNestedType("Inner", TypeAttributes.NestedPublic);
        var method = inner.DefineMethod("Run", MethodAttributes.Public | MethodAttributes.Static, typeof(void), []);
        method.GetILGenerator().Emit(OpCodes.Ret);
        method.SetCustomAttribute(new CustomAttributeBuilder(typeof(FunctionAttribute).GetConstructors().Single(), ["Hidden"]));
        outer.CreateType();
        var error = Assert.Throws<InvalidOperationException>(() => FunctionCatalog.Discover([inner.CreateType()]));
        Assert.Contains("nested", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_that_match_one_verb_and_path_are_refused_by_name()
    {
        var error = Assert.Throws<InvalidOperationException>(() => HttpRoutes.Of(FunctionCatalog.Discover([typeof(ListThings), typeof(GetLatestThing)]), ""));
        Assert.Contains("always take GetLatestThing", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, HttpRoutes.Of(FunctionCatalog.Discover([typeof(ListThings), typeof(AddThing)]), "").Routes.Count);
    }

    [Fact]
    public void The_routes_of_the_host_itself_are_refused_unless_a_prefix_keeps_them_apart()
    {
        Assert.Throws<InvalidOperationException>(() => HttpRoutes.Of(FunctionCatalog.Discover([typeof(CallAdmin)]), ""));
        Assert.Equal("api/{area}/functions", HttpRoutes.Of(FunctionCatalog.Discover([typeof(CallAdmin)]), "api").Routes.Single().Template);
    }

    [Fact]
    public void A_level_that_is_not_stated_counts_as_Function()
    {
        Assert.False(((HttpTriggerAttribute)FunctionCatalog.Discover([typeof(AddThing)]).Functions[0].Trigger).IsLevelGiven);
        Assert.True(((HttpTriggerAttribute)FunctionCatalog.Discover([typeof(ListThings)]).Functions[0].Trigger).IsLevelGiven);
    }

    [Fact]
    public void It_refuses_to_run_on_Azure_and_says_what_to_deploy()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration["WEBSITE_SITE_NAME"] = "my-app";
        var error = Assert.Throws<InvalidOperationException>(() => builder.Build());
        Assert.Contains("dotnet publish src/NewsFunctions", error.Message, StringComparison.Ordinal);
    }
}
