/// 2,048 short, common, neutral English words, chosen for this project, for generated passphrases.
///
/// Each has three to seven letters, and no two begin with the same four: four letters are enough to
/// tell a word that was written down in haste. Words that sound like another, and words about family,
/// law or harm, were left out.
package enum WordList {
    package static let words: [String] = text.split(whereSeparator: \.isWhitespace).map(String.init)

    private static let text = """
        abacus able above absorb academy access acorn acrobat action adapt adjust adobe advice aerial agenda agile
        agree airport album alcove alert alfalfa algebra alley almond aloe alpha alpine also alto always amaze amber
        amount ample amulet amuse anchor anemone angle animal ankle annex annual answer antenna anthem antique apart
        apex aphid apple apricot apron aqua arch area arena arm arms aroma arrive art article aside aspect asphalt
        aster astral athlete atlas atom atrium attic audio august aurora author autumn avenue average avid avocado
        award awning axis azalea baboon bacon badge bag bagel baggage bakery balance balcony ballet balsa bamboo
        banana bandana banjo banner barista barley barn basil basket bath baton beacon beam beard bedding bedroom
        bedtime beetle begin begonia behind beige belfry below belt bench beret beside between bevel beyond biceps
        bicycle bike billow binder biology birch bird biscuit bison bistro blanket blend blimp blink block bloom
        blossom blotter blouse bluff boat bobcat bodice boiler bold bongo bonnet bonsai bonus bookend boost boot
        border borrow botany bottle bounce bouquet bowl bowtie box boxcar bracket brain bramble branch breath breeze
        brick bridge bright brioche brisk broad brocade broken bronze broom broth brown brunch brush bubble bucket
        budget buffalo bugle build bulb bulldog bumble bunch bundle bunny burger burlap burrito bus bushel busy
        butter buzzer cabaret cabbage cabin cable caboose cactus cadence cafe cake calcium calm camel camp canal
        candle canoe canyon cap capsule captain car caramel carbon card care cargo caribou carpet carry carton carve
        cashew castle catalog catch catfish cattle cave caviar cayenne celery celsius centaur ceramic certain chain
        chalk channel chapter charm chatter check cheddar cheek chef chemist cherry chess chew chicken chiffon
        chimney chin chip chirp chive chorus chowder chrome chunk chutney cinder cinema circle citadel citrus city
        civic clamp clap class clay clean clever click cliff climate clinic clip cloak clock closet cloth cloud
        clover club clue clump cluster coach coast coat cobalt cobbler cobweb coconut code coffee coin cold collar
        colony column comb comet comfort comic comma compass concert condor cone connect cookie cool copper copy
        coral corgi cork corner cosmos costume cosy cottage couch country courier cover cowboy coyote cradle craft
        crane crater crayon cream crepe crest cricket crimson crinkle crisp crocus crop croquet crouton crown crumb
        crust crystal cub cube cuckoo cuddle cuff cup cupcake curb curious curly curry curtain curve cushion cutlery
        cyan cycle cypress dabble dahlia dairy daisy damp dance dash dawn daytime dazzle debate debut decal decibel
        deck decor deep degree delight delta deluxe demo denim dentist depot design desk detail develop dewdrop
        diagram dial diamond diesel digger digital dill dime dimple diner dinghy dinner diploma dipper disco dish
        display distant diver divide dock dodge dodo dollar dolphin dome domino donkey donut doodle door dot double
        dove down dozen draft dragon drapery drawer dream dress drift drizzle drone drowsy drum dry dryer duck duet
        dugout dune during dusk dust duvet dynamo each eager eagle earbud early earmuff earring earth easel east
        easy ebony echo eclair eclipse ecology edge edible editor educate eel effort eggcup eggnog egret eighty
        elastic elate elbow elegant element eleven elf elk elm embassy ember emblem emerald emotion emperor empty
        emu enamel enchant encore endive energy engine engrave enjoy enough enter entry epic equator equip eraser
        errand essence estuary etch evening every exact example exhale exit exotic expand explore export express
        extra eyebrow eyelash fable fabric facade fairly falcon famous fan fancy fanfare far farm farther fashion
        faucet fauna fawn feast feather fedora feeder feline felt fence fender fennel fern ferret fetch few fiction
        fiddle field fiesta fifteen fig figure file film filter finale finch finger finish firefly fish five fizzy
        fjord flag flaky flame flannel flapper flask flat fleece flicker flight flint flip float flock floor floral
        flow fluency fluff fluid flurry flute flyer foam focus fog foggy foil folder folio follow fondue food foot
        forest fork format forty forum forward fossil fox foyer frame freckle free freight fresh friday fringe
        frisbee fritter frog frolic front frost fruit fuchsia fudge fuel full funnel furnace furry fusion futon
        future fuzzy gadget gain galaxy gallery game gap garage garb garden gargle garlic garment gateway gather
        gauge gazebo gear gecko gelato gem gemini general genius genome genre gentle geology geyser gherkin giant
        gift giggle ginger ginseng giraffe give glacier glad glance glass glaze gleam glider glimpse glitter globe
        gloss glove glow glucose glue gnome goal goat goblet gold golf gondola gong good goose gopher gorge gourmet
        gown grab grain granite grape grass gravel greet grid griffin grin grip grocery grove grow guava guitar gulf
        gully gum gumdrop guppy gust gutter gymnast habitat haddock hallway halo hamlet hammock hamper hamster
        handle happy harbor harmony harness harp harvest hashtag hat hatch haven hawk hazel headset hearth heather
        hedge height helium hello helmet help hen herald herb heron hexagon hickory highway hiker hill hinge hippo
        history hive hobby hockey hoist hold holiday hollow honey hood hoof hook hope horizon horn hotel hotpot
        house hover hub hubcap huddle huge hula humid hummus hundred hurdle hurrah husky hut hybrid hydrant hyena
        hyphen ibis ice iceberg icicle icing icon icy idea igloo iguana image impala import impress include income
        index indigo indoor initial ink inlet inner inning input insect inside inspire install invent invite inward
        iris iron island italic item ivory ivy jacket jade jaguar january jar jargon jasmine jazz jelly jersey jet
        jetty jigsaw jingle jittery jockey jogger jolly jotter journal joy joyful jubilee judo jug juggle juice
        jukebox july jumbo jump june jungle juniper jupiter jute kale karaoke karma kayak kazoo kebab keep kelp
        kennel ketchup kettle key keyhole keypad kilo kilt kimchi kimono kindly kingdom kiosk kipper kit kitchen
        kite kitten kiwi knack knee knitted koala koi label lace ladder ladle ladybug lagoon lake lamb lamp land
        lantern lanyard lapel laptop larch large lark lasagna laser lasso latch lateral lather lattice laugh laundry
        laurel lavish lawn layer layout lazy leader leaf leap learn leather ledge legend legume leisure lemon lemur
        length lens lentil leopard lettuce level library lid lift light lilac lily lime linden linen linger link
        lion liquid list little lively lizard loaf lobby lobe lobster local locket lodge loft log logic logo lolly
        long look loom loop lotion lotus lounge lowland lucky luggage lullaby lumber lunar lunch lunge lush luxury
        lyric maestro magenta magic magnet magpie major mallet malt mambo mammal manatee mango manual map maple
        marble march margin marine market maroon marquee marsh marvel mascot match math matinee matrix matter mauve
        maximum meadow meal measure medium mellow melody melt memo mention menu mercury merge merit merlin mermaid
        merry mesh meteor method metro mice micro midday midweek migrate mild milk mill mime mimic mind mineral
        minibus minnow mint minute mirage mirror misty mitten mix mixer mixture mobile mocha modern module mole
        moment monarch monday money monitor monkey monocle monsoon month moon mop morsel mosaic moss motel moth
        motion motor mount move movie mud muddy muffin mug mulch mullet mural murmur museum music muslin mustang
        mutual myself mystery myth nachos name napkin narrow narwhal nation nature nearby neat nebula neck nectar
        needle neon neptune nest net nettle network neutral never newt next nibble nice niche nickel nimble nine
        ninth noble nod nomad noodle nook noon nordic normal north notch notepad notice noun novel novice nozzle
        nucleus nudge nugget number numeral nutmeg nutty nuzzle nylon oak oasis oat oatcake oatmeal obelisk object
        oblong oboe observe obtain ocean octagon october offbeat offer office offset often oil okra olive omega
        omelet once onion onto onward onyx opal opaque open opera optic oracle orange orbit orca orchid oregano
        origami ornate osprey ostrich other otter ounce outback outdoor outer outfit outing outline outside oval
        oven over owl oxen oxford oxygen oyster ozone pace pacific package paddle padlock page pagoda paint palace
        palm pampas pancake panda panel panther papaya paper paprika parade parcel park parrot parsley passage pasta
        patch path patio pattern pave peacock peanut pebble pecan pelican pellet pen pencil pendant penguin penny
        peony pepper perch perfume period pesto petite phoenix photo piano piccolo pickle picnic picture pigeon
        piglet pigment pile pilgrim pillow pilot pinch pine pink pioneer piston pitch pivot pixel pixie pizza
        placard planet plastic plateau playful plaza pleat plenty plot plug plump plunge plus pluto plywood pocket
        pod podium poem poet point polar polish polka pollen polo polygon poncho pond pony poodle pool popcorn
        poplar popover popular porch portal possum pot potato pottery pouch poultry powder prairie prawn prefer
        premium prepare present pretzel primary print prism prize process profile program project prompt prop
        protein proverb prune publish pudding puffin pulley pulse puma pump puppet purely purple purse pushup putty
        puzzle pyramid python quack quail qualify quantum quarry quest quick quiet quilt quince quirk quiver quiz
        quota rabbit raccoon race racket radar radio raffle raft rail rainbow raisin ramble ramp ranch random range
        rapid rare rascal ratio rattle ravioli reach ready realm reason rebound recent recipe recycle reef referee
        refill reflect refresh reggae region regular relay relish remedy remind remote renown repeat reptile resort
        return reward rhubarb rhythm ribbon rice rich riddle ride ridge rigging ringlet rinse ripe ripple rise
        risotto ritual river roadway robin robot rocket rodeo roller romaine roof rookie room rooster rope rosebud
        rotor round rowboat rowing royal rubber ruby rudder ruffle rug rugby ruler runner runway rural rustic saddle
        safari saffron sage sailor salad salmon saloon salsa salt samba sample sand sapling satchel satin saturn
        saucer sauna sausage sawdust scallop scarf scenic school science scone scooter score scout screen script
        scroll scuba sculpt seafood seagull seaport season seat seaweed second sector sedan seesaw select seminar
        serene seven shadow shampoo shape shawl shed sheep shelf sherbet shimmer shingle ship shirt shoe shop short
        shovel shower shrimp shrub shuffle shutter sierra siesta sift signal silent silicon silk silo silver similar
        simmer simple sincere singer siren sit six sixteen sizzle skate sketch ski skill skipper skirt sky skylark
        slalom slate sled sleeve slice slide slim slipper slogan slope slow slumber smart smile smooth smudge snack
        snail snap sneaker snooze snorkel snout snow soap soccer social sock soda sodium sofa soft solar solid song
        sonnet soprano sorbet soup south soybean space spaniel sparrow spatula speaker special speed sphere spice
        spider spinach spiral splash spoke sponge spoon sport spot spray spread spring sprout spruce spry square
        squeak squid stable stadium stage stairs stamp stand staple star station steam steer stem stereo stew
        sticker stir stitch stock stone stool stork stove straw stream string strong strudel student subject suburb
        subway success suggest summer sunbeam sundial sunny sunrise sunset superb supply sushi suspend sustain
        swallow swan swarm swatch sweater sweep swift swim swing swirl switch swivel syrup system tabby tablet
        tackle taco tadpole tailor talc talent tally tame tandem tango tape tartan task tassel taste taxi teacup
        teak team teapot teatime teddy tempo ten tennis tenor tent terrace textile thaw theme theory thick thimble
        thirty thread thumb thunder tiara ticket tidbit tidy tiger tile tilt timber tin tinker tinsel tiny tiptoe
        tissue title toast today toffee tofu toggle token tomato tone tonic tool tooth topaz topic topping topsoil
        torch total totem toucan tour tower town toy track traffic trail tram trapeze travel treat tree trek tremor
        trend trickle trident trim trinket trio trip triumph trolley trophy trout truck truffle trumpet trunk tub
        tuba tube tuesday tugboat tulip tumble tuna tune tunic tunnel turban turkey turnip turtle tutor tutu tuxedo
        tweed twelve twenty twice twig twinkle twirl twist type typical ukulele ultra umpire unbox under unfold
        unicorn uniform unique unison unit unlock unpack unroll until unwind unwrap upbeat update upgrade uphill
        uplift upload upon upper upright uptown upturn upward urban useful usher usual utensil utility utopia vacant
        valley value valve van vanilla vantage variety varsity vase vast vault vehicle velvet veranda verse vessel
        vest vibrant victory video view villa vinegar vintage vinyl viola visitor vista visual vitamin vivid vocal
        voice volcano volley volt volume vowel voyage waddle wafer waffle wagon waiter walk wallet walnut walrus
        waltz warm wasabi washer watch water wavelet web webcam wedge weekend west wheat wheel whimsy whirl whisker
        white wicker widen widget width wild willow window wing winter wipe wire wisdom wish wizard wobble wolf
        wombat wonder wooden wool woven wreath wren wrist writer yacht yam yard yarn yawn year yeast yellow yeti
        yoga yogurt yonder yoyo yucca yule zeal zebra zenith zero zigzag zinc zinnia zip zipper zodiac zone zoo
        zoology zoom
        """
}
